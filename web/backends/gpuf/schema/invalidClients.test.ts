// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest'
import { forgetInvalid, invalidClients, rememberInvalid } from './invalidClients.ts'

const ID = '6e1131b4b9cc454aa6ce3294ab860b2d'
const OTHER = 'f'.repeat(32)
const at = { id: 'fleet', baseUrl: 'http://fleet.test', userId: '12' }

beforeEach(() => {
  forgetInvalid(at, [ID, OTHER])
  localStorage.clear()
})

test('what was made invalid is kept, the latest first, once each', () => {
  rememberInvalid(at, [{ id: ID, name: 'rack-1', at: 1 }])
  rememberInvalid(at, [{ id: OTHER, name: '', at: 2 }])
  rememberInvalid(at, [{ id: ID, name: 'renamed', at: 3 }])
  expect(invalidClients(at)).toEqual([
    { id: ID, name: 'renamed', at: 3 },
    { id: OTHER, name: '', at: 2 },
  ])
  forgetInvalid(at, [ID])
  expect(invalidClients(at).map(({ id }) => id)).toEqual([OTHER])
})

test('another user or server has a list of its own', () => {
  rememberInvalid(at, [{ id: ID, name: 'rack-1', at: 1 }])
  expect(invalidClients({ ...at, userId: '13' })).toEqual([])
  expect(invalidClients({ ...at, baseUrl: 'http://else.test' })).toEqual([])
})

test.each(['{', '[]', '42', '[{"id":"x"}]', `[null,{"id":"${ID}","name":"a","at":1},{"id":"${ID}"}]`])(
  'a garbled store (%s) gives what can be read of it',
  (text) => {
    const elsewhere = { ...at, id: text }
    localStorage.setItem(`quarterdeck.gpuf.invalid ${text} ${at.baseUrl} ${at.userId}`, text)
    expect(invalidClients(elsewhere).every(({ id }) => id === ID)).toBe(true)
  },
)

test('a change in another tab shows here', () => {
  const key = `quarterdeck.gpuf.invalid ${at.id} ${at.baseUrl} ${at.userId}`
  rememberInvalid(at, [{ id: ID, name: 'rack-1', at: 1 }])
  localStorage.setItem(key, JSON.stringify([{ id: OTHER, name: 'other', at: 2 }]))
  window.dispatchEvent(new StorageEvent('storage', { key }))
  expect(invalidClients(at).map(({ id }) => id)).toEqual([OTHER])
})
