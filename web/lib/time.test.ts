import { expect, test } from 'vitest'
import { readClock } from './time.ts'

const moment = Date.UTC(2026, 10, 20, 14, 2, 5)

test('a time names the zone it is told in', () => {
  expect(readClock(moment, 'UTC')).toEqual({ date: '2026-11-20', time: '14:02:05', zone: 'UTC' })
  expect(readClock(moment, 'Asia/Shanghai')).toEqual({ date: '2026-11-20', time: '22:02:05', zone: 'GMT+8' })
  expect(readClock(moment, 'Asia/Kolkata')?.zone).toBe('GMT+5:30')
  expect(readClock(moment, 'America/New_York')?.zone).toBe('GMT-5')
  expect(readClock(moment, 'Europe/London')?.zone).toBe('GMT')
})

test('midnight is 00, not 24', () => {
  expect(readClock(Date.UTC(2026, 0, 1), 'UTC')).toEqual({ date: '2026-01-01', time: '00:00:00', zone: 'UTC' })
})

test('what is no moment is no time', () => {
  expect(readClock(Number.NaN)).toBeUndefined()
  expect(readClock(Infinity)).toBeUndefined()
  expect(readClock(9e15)).toBeUndefined()
})
