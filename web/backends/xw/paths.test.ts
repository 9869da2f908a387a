import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import {
  DevicesSearchSchema,
  InstancesSearchSchema,
  instancesHref,
  logsHref,
  LogsSearchSchema,
  modelHref,
  playgroundHref,
  PlaygroundSearchSchema,
  serverHref,
} from './paths.ts'

describe('a search', () => {
  test('is read whether typed by hand or written by the console', () => {
    expect(v.parse(InstancesSearchSchema, { server: 'npu-01', q: 7, condition: ['ready', 'ready', 'exited'] })).toEqual(
      {
        server: ['npu-01'],
        q: '7',
        condition: ['ready', 'exited'],
      },
    )
  })

  test.each([{}, { q: null, server: { a: 1 }, type: [[1]], sort: [] }, { q: '', server: '', type: [], more: 1 }])(
    'that makes no sense is as good as none: %j',
    (search) => {
      const read = v.parse(DevicesSearchSchema, search)
      expect(Object.values(read).filter((value) => value !== undefined)).toEqual([])
    },
  )
})

test('names with slashes, spaces and numbers survive in an address', () => {
  expect(serverHref('a/b c')).toBe('/xw/a%2Fb%20c')
  expect(modelHref('x/y', 's')).toBe('/xw/s/models/x%2Fy')
  expect(instancesHref({ server: '1e3', q: 'a&b' })).toBe('/instances?server=%221e3%22&q=a%26b')
  expect(playgroundHref('npu-01', 'a&b')).toBe('/playground?with=npu-01%2Fa%26b')
})

test('the playground is told one instance or several, in a form it has', () => {
  expect(v.parse(PlaygroundSearchSchema, { with: 'npu-01/chat', mode: 'messages', talk: 7 })).toEqual({
    with: ['npu-01/chat'],
    mode: 'messages',
    talk: '7',
  })
  expect(v.parse(PlaygroundSearchSchema, { with: [''], mode: 'sing' })).toEqual({})
})

test('logs side by side are one address', () => {
  expect(logsHref([])).toBe('/logs')
  expect(logsHref([{ server: 'npu-01', alias: 'chat' }])).toBe('/logs?of=npu-01%2Fchat')
  expect(
    logsHref([
      { server: 'a', alias: 'b' },
      { server: 'c', alias: 'd e' },
    ]),
  ).toBe('/logs?of=a%2Fb&of=c%2Fd+e')
  expect(v.parse(LogsSearchSchema, { of: 'a/b', q: '', follow: 'off' })).toMatchObject({ of: ['a/b'], follow: 'off' })
})
