// @vitest-environment jsdom
import { renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Language } from './preferences.ts'
import { TestKit } from './testing.tsx'
import { useFormat } from './useFormat.ts'

const format = (language: Language) =>
  renderHook(() => useFormat(), {
    wrapper: ({ children }) => <TestKit language={language}>{children}</TestKit>,
  }).result.current

const gib = 1024 ** 3
const now = Date.UTC(2026, 10, 20, 14, 2, 5)

test('figures read as an operator in English expects', () => {
  const f = format('en')
  expect(f.bytes(16.4 * gib)).toBe('16.4 GiB')
  expect(f.bytes(0)).toBe('0 B')
  expect(f.bytesOf(2.4 * gib, 16.4 * gib)).toBe('2.4 / 16.4 GiB')
  expect(f.bytesOf(0, 164 * gib)).toBe('0 / 164 GiB')
  expect(f.bytesOf(null, 16.4 * gib)).toBe('– / 16.4 GiB')
  expect(f.bytesOf(2.4 * gib, null)).toBe('2.4 GiB')
  expect(f.rate(85.3 * 1024 ** 2)).toBe('85.3 MiB/s')
  expect(f.percent(43.2)).toBe('43%')
  expect(f.percent(3.55)).toBe('3.6%')
  expect(f.percent(99.97)).toBe('99.9%')
  expect(f.percent(300)).toBe('300%')
  expect(f.number(65_535)).toBe('65,535')
  expect(f.number(1.25, 1)).toBe('1.3')
  expect(f.list(['npu-01', 'npu-02', 'mx-01'])).toBe('npu-01, npu-02, and mx-01')
})

test('times name their zone, durations are words', () => {
  const f = format('en')
  expect(f.dateTime(now)).toBe('2026-11-20 14:02:05 UTC')
  expect(f.date(now)).toBe('2026-11-20')
  expect(f.time(now)).toBe('14:02:05')
  expect(f.timeWithZone(now)).toBe('14:02:05 UTC')
  expect(f.zone).toBe('UTC')
  expect(f.duration(192_000)).toBe('3m 12s')
  expect(f.ago(now - 192_000, now)).toBe('3m ago')
  expect(f.ago(now + 60_000, now)).toBe('just now')
})

test('the same in Chinese', () => {
  const f = format('zh-CN')
  expect(f.duration(192_000)).toBe('3 分钟 12 秒')
  expect(f.ago(now - 3_000, now)).toBe('3 秒前')
  expect(f.ago(now, now)).toBe('刚刚')
  expect(f.bytes(16.4 * gib)).toBe('16.4 GiB')
  expect(f.dateTime(now)).toBe('2026-11-20 14:02:05 UTC')
})

test('what is not known is a dash, never a zero', () => {
  const f = format('en')
  for (const nothing of [null, undefined, Number.NaN, Infinity]) {
    expect([f.bytes, f.rate, f.percent, f.number, f.duration, f.ago, f.dateTime].map((show) => show(nothing))).toEqual(
      Array.from({ length: 7 }, () => '–'),
    )
  }
})
