import { expect, test } from 'vitest'
import { createSessions } from './sessions.ts'

const hour = 3_600_000

function start() {
  let now = 0
  const sessions = createSessions('correct-horse-battery', () => now)
  const enter = (from = '10.0.0.1') => {
    const result = sessions.signIn('correct-horse-battery', from)
    if (result === 'wrong' || 'waitSeconds' in result) throw new Error('not let in')
    return result.cookie
  }
  return { sessions, enter, pass: (ms: number) => void (now += ms) }
}

test('a session goes on while it is used, and ends after half a day without', () => {
  const { sessions, enter, pass } = start()
  const cookie = enter()
  for (let i = 0; i < 5; i++) {
    pass(11 * hour)
    expect(sessions.holds(cookie)).toBe(true)
  }
  pass(13 * hour)
  expect(sessions.holds(cookie)).toBe(false)
  expect(sessions.holds(undefined)).toBe(false)
})

test('of very many sessions the one that was used longest ago ends', () => {
  const { sessions, enter } = start()
  const cookies = Array.from({ length: 1000 }, () => enter())
  expect(sessions.holds(cookies[0])).toBe(true)
  enter()
  expect(sessions.holds(cookies[0])).toBe(true)
  expect(sessions.holds(cookies[1])).toBe(false)
})

test('wrong tokens hold up who sends them, for as long as is said, and others not', () => {
  const { sessions, enter, pass } = start()
  for (let i = 0; i < 5; i++) expect(sessions.signIn(`guess ${i}`, '10.0.0.66')).toBe('wrong')
  expect(sessions.signIn('correct-horse-battery', '10.0.0.66')).toEqual({ waitSeconds: 10 })
  enter('10.0.0.1')
  pass(10_000)
  enter('10.0.0.66')
})

test('wrong tokens from ever new addresses hold up everybody', () => {
  const { sessions, pass } = start()
  for (let i = 0; i < 50; i++) expect(sessions.signIn('guess', `10.0.1.${i}`)).toBe('wrong')
  expect(sessions.signIn('correct-horse-battery', '10.0.0.1')).toEqual({ waitSeconds: 2 })
  pass(2000)
  expect(sessions.signIn('correct-horse-battery', '10.0.0.1')).toHaveProperty('cookie')
})
