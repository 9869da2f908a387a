import { CSV_MARK, csvLine } from '@/lib/csv.ts'
import type { CsvValue } from '@/lib/csv.ts'
import { readClock } from '@/lib/time.ts'
import { chartRows } from './series.ts'
import type { DrawnSeries } from './series.ts'
import type { Span } from './span.ts'

export interface CsvHeadings {
  readonly utc: string
  readonly local: string
  readonly series: readonly string[]
}

/** The values drawn within a window, in full; a gap is an empty cell. Two values of one moment make two rows. */
export function chartCsv(
  series: readonly DrawnSeries[],
  window: Span,
  headings: CsvHeadings,
  timeZone: string | undefined,
): string {
  const rows = chartRows(
    series.map(({ line }) => line),
    window,
  )
  const cells = rows.flatMap(({ t, values }): CsvValue[][] => {
    const row = (end: 0 | 1): CsvValue[] => [...times(t, timeZone), ...values.map((value) => value?.[end] ?? null)]
    return values.some((value) => value && value[0] !== value[1]) ? [row(0), row(1)] : [row(0)]
  })
  return CSV_MARK + [[headings.utc, headings.local, ...headings.series], ...cells].map(csvLine).join('')
}

/** A moment as two cells: in UTC for programs, and on the operator's clock. */
export function times(t: number, timeZone: string | undefined): [utc: string, local: string] {
  const read = readClock(t, timeZone)
  return [new Date(t).toISOString(), read ? `${read.date} ${read.time} ${read.zone}` : '']
}
