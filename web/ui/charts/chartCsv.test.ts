import { expect, test } from 'vitest'
import { chartCsv } from './chartCsv.ts'
import { drawnSeries } from './series.ts'

test('values are saved in full, in UTC and local time; a gap is empty and a name is no formula', () => {
  const at = Date.parse('2026-11-20T14:02:05Z')
  const series = drawnSeries([
    {
      id: 'a',
      label: '=max',
      tone: 'warn',
      points: [
        { t: at, v: 0.1 + 0.2 },
        { t: at + 1000, v: null },
      ],
    },
    {
      id: 'b',
      label: 'p50',
      tone: 'accent',
      points: [
        { t: at + 1000, v: 7 },
        { t: at + 9000, v: 8 },
      ],
    },
  ])
  const text = chartCsv(
    series,
    { from: at, to: at + 5000 },
    { utc: 'Time (UTC)', local: 'Local time', series: series.map(({ label }) => label) },
    'Asia/Shanghai',
  )
  expect(text.replace('\uFEFF', '').split('\r\n')).toEqual([
    "Time (UTC),Local time,'=max,p50",
    '2026-11-20T14:02:05.000Z,2026-11-20 22:02:05 GMT+8,0.30000000000000004,',
    '2026-11-20T14:02:06.000Z,2026-11-20 22:02:06 GMT+8,,7',
    '',
  ])
})

test('two values of one second are two rows', () => {
  const [one] = drawnSeries([
    {
      id: 'a',
      label: 'a',
      tone: 'warn',
      points: [
        { t: 0, v: 3 },
        { t: 0, v: 9 },
      ],
    },
  ])
  const text = chartCsv(one ? [one] : [], { from: 0, to: 1 }, { utc: 'u', local: 'l', series: ['a'] }, 'UTC')
  expect(
    text
      .split('\r\n')
      .slice(1, 3)
      .map((row) => row.split(',')[2]),
  ).toEqual(['3', '9'])
})
