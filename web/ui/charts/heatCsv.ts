import { CSV_MARK, csvLine } from '@/lib/csv.ts'
import { times } from './chartCsv.ts'
import { columnSpan, valueAt } from './heatGrid.ts'
import type { HeatMapProps } from './heatMapProps.ts'

/** One line for each stretch of time, one column for each row of the map; a gap is an empty cell. */
export function heatCsv(
  { rows, columns, values, window }: Pick<HeatMapProps, 'rows' | 'columns' | 'values' | 'window'>,
  headings: { readonly utc: string; readonly local: string },
  timeZone: string | undefined,
): string {
  const grid = { rows: rows.length, columns, values }
  const lines = [csvLine([headings.utc, headings.local, ...rows.map(({ label }) => label)])]
  for (let column = 0; column < columns; column += 1) {
    const cells = rows.map((_, row) => {
      const value = valueAt(grid, { row, column })
      return Number.isFinite(value) ? value : null
    })
    lines.push(csvLine([...times(columnSpan(column, columns, window).from, timeZone), ...cells]))
  }
  return CSV_MARK + lines.join('')
}
