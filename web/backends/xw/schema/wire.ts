import * as v from 'valibot'

/**
 * How xw's answers are read, in pieces. What a page cannot do without is asked for with plain
 * `v.string()` and the like, and its absence is an error with a path. Everything else goes through
 * the readers here, which turn a missing, empty or mistyped field into `null`.
 */

const naturally = new Intl.Collator('en', { numeric: true })

/** Orders as people count: `npu-2` before `npu-10`. Equal only for equal texts. */
export function compareNames(a: string, b: string): number {
  return naturally.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0)
}

/** Text that a page can do without; `null` when absent, blank or not a text. */
export const optionalText = v.fallback(
  v.pipe(
    v.nullish(v.string(), null),
    v.transform((text) => (text === null || text.trim() === '' ? null : text)),
  ),
  null,
)

/** A number that a page can do without. Never clamped. */
export const optionalNumber = v.fallback(v.nullish(v.number(), null), null)

/** A size in bytes; the server's 0 means that it does not know. */
export const optionalSize = v.fallback(
  v.pipe(
    v.nullish(v.number(), null),
    v.transform((size) => (size === null || size <= 0 ? null : size)),
  ),
  null,
)

/** RFC 3339 in, milliseconds since the epoch out; `null` for never, blank and unreadable. */
export const optionalTime = v.fallback(v.pipe(v.nullish(v.string(), null), v.transform(readTime)), null)

/** A list of words in no particular order, out in natural order and each once. */
export const words = v.fallback(
  v.pipe(
    v.nullish(v.array(v.string()), () => []),
    v.transform((list) => [...new Set(list)].sort(compareNames)),
  ),
  () => [],
)

/** A list whose order the server leaves to chance, and which is `null` when there is nothing in it. */
export function listOf<const S extends v.GenericSchema>(item: S) {
  return v.nullish(v.array(item), () => [])
}

/** The first row of each key: two rows of one key would be one row to every table. */
export function distinct<T>(rows: readonly T[], keyOf: (row: T) => string): T[] {
  const seen = new Set<string>()
  return rows.filter((row) => {
    const key = keyOf(row)
    return !seen.has(key) && seen.add(key)
  })
}

const timePattern = /^(\d{4})-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i

/**
 * Reads RFC 3339 with any offset and up to nanoseconds into milliseconds since the epoch.
 * The server writes `0001-01-01T00:00:00Z` for "never": that and anything unreadable is `null`.
 */
export function readTime(text: string | null): number | null {
  const match = text === null ? null : timePattern.exec(text.trim())
  if (!match || match[1] === '0001' || match[1] === '0000') return null
  const fraction = match[2] ?? ''
  const time = Date.parse(match[0].replace(fraction, fraction.slice(0, 4)))
  return Number.isNaN(time) ? null : time
}

// eslint-disable-next-line no-control-regex
const ansi = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g

/** Takes a terminal's colour and cursor codes out of a text. */
export function withoutAnsi(text: string): string {
  return text.replace(ansi, '')
}

/** Parses JSON, `undefined` when it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
