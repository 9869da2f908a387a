export type CsvValue = string | number | boolean | null | undefined

/** Before the first line: without it Excel reads UTF-8 as the letters of its own country. */
export const CSV_MARK = '\uFEFF'

/** What a spreadsheet takes for a formula, and runs. */
const formulaStart = /^[=+\-@\t\r]/
const needsQuotes = /[",\r\n]/

/**
 * One record of RFC 4180 with its line end. Text that a spreadsheet would run as a formula gets an apostrophe in front;
 * numbers stay numbers, and what is not finite is empty.
 */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(csvField).join(',')}\r\n`
}

function csvField(value: CsvValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  if (typeof value === 'boolean') return String(value)
  const safe = formulaStart.test(value) ? `'${value}` : value
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
