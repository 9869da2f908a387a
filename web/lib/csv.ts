export type CsvValue = string | number | boolean | null | undefined

/** Before the first line: without it Excel reads UTF-8 as the letters of its own country. */
export const CSV_MARK = '\uFEFF'

/** What begins a formula, in the wide forms of Chinese and Japanese keyboards too. */
const sign = /[=+\-@＝＋－＠]/g
/** What does not show, quotes that may go away, and what another country's spreadsheet takes for the end of a cell. */
const unseen = /["\s\p{Cc}\p{Cf};]/u
const endsCell = /[;\t\r\n]/
const needsQuotes = /[",;\t\r\n]/

/**
 * One record of RFC 4180 with its line end. Text that a spreadsheet would run as a formula gets an apostrophe in front
 * of the sign that begins it; numbers stay numbers, and what is not finite is empty.
 */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(csvField).join(',')}\r\n`
}

function csvField(value: CsvValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  if (typeof value === 'boolean') return String(value)
  const safe = withoutFormulas(value)
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * Also where a formula begins only for a spreadsheet that is set to another country: it ends cells at semicolons, does
 * not see the quotes around a field that is not the first, and so takes a line break in it for the end of the row.
 */
function withoutFormulas(text: string): string {
  let safe = ''
  let written = 0
  for (const { index } of text.matchAll(sign)) {
    if (!beginsCell(text, index)) continue
    safe += `${text.slice(written, index)}'`
    written = index
  }
  safe += text.slice(written)
  return /^[\t\r\n]/.test(safe) ? `'${safe}` : safe
}

/** Back to what shows: signs are few, and what is before one is looked at once. */
function beginsCell(text: string, index: number): boolean {
  for (let before = index - 1; before >= 0; before--) {
    const character = text.charAt(before)
    if (!unseen.test(character)) return false
    if (endsCell.test(character)) return true
  }
  return true
}
