import { expect, test } from 'vitest'
import { ageing } from './activityBounds.ts'

const day = 86_400_000
const now = 1_000 * day

test('what is young stays, and takes an earlier mark away', () => {
  expect(ageing(now - 89 * day, now - day, now)).toEqual({ before: null, mark: null })
  expect(ageing(null, null, now)).toEqual({ before: null, mark: null })
})

test('what is too old goes at the second look, a day later', () => {
  const first = ageing(now - 91 * day, null, now)
  expect(first).toEqual({ before: null, mark: now })
  expect(ageing(now - 91 * day, first.mark, now + day / 2)).toEqual({ before: null, mark: now })
  expect(ageing(now - 91 * day, first.mark, now + day)).toEqual({ before: now - 89 * day, mark: now })
})

test('a clock that was a year ahead for an hour has forgotten nothing', () => {
  const ahead = now + 365 * day
  const { mark } = ageing(now - day, null, ahead)
  expect(ageing(now - day, mark, now)).toEqual({ before: null, mark: null })
  expect(ageing(now - 91 * day, mark, now)).toEqual({ before: null, mark: now })
})
