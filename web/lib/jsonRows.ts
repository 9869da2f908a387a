import { ListFinder, scanRows } from './jsonScan.ts'

/** Long enough that a parse is worth its call, short enough that a row comes out soon after it came in. */
const SLICE_LENGTH = 2 ** 20

export interface JsonRows {
  /** Takes the next piece of the text and gives the rows that are complete with it, many at a time or none. */
  push(text: string): unknown[]
  /** To be called once, behind the last piece. */
  end(): JsonRowsEnd
}

export interface JsonRowsEnd {
  /** The last rows. */
  readonly rows: unknown[]
  /** The answer with that list empty; all of it where the list did not come. */
  readonly rest: unknown
  readonly restText: string
}

/** A text that is no JSON, or not yet. */
export class JsonRowsError extends Error {
  override readonly name = 'JsonRowsError'
  /** The row at fault, counted from 0; null for a fault outside of the list. */
  readonly row: number | null
  /** Characters of the text before that row, or bytes where bytes were read; 0 outside of the list. */
  readonly offset: number
  /** What cannot be read: with the beginning of the answer before it, but without the rows that were good. */
  readonly text: string
  /** The same from the row at fault on. */
  readonly fragment: string

  constructor(head: string, fragment: string, at: { readonly row: number | null; readonly offset: number }) {
    super(at.row === null ? 'The text is no JSON.' : `Row ${at.row} at ${at.offset} is no JSON.`)
    this.row = at.row
    this.offset = at.offset
    this.text = head + fragment
    this.fragment = fragment
  }
}

/**
 * Reads the rows of one list out of a JSON text while that is still coming, in slices of about a million characters.
 *
 * A slice is cut where the text between the first two rows, up to the second one's first key, occurs last. Whether
 * that was between two rows, or only looks like it inside of a string or of a list of a row, `JSON.parse` tells: a
 * prefix of a list is a list only if it was cut between two rows. Where it was not, the slice is walked through.
 *
 * @param path keys that lead to the list, as `['data', 'devices']`; the text may have others before and behind it
 * @throws {JsonRowsError} from `push` and `end`
 */
export function jsonRows(path: readonly string[], sliceLength = SLICE_LENGTH): JsonRows {
  return new RowReader(path, sliceLength)
}

interface Separator {
  readonly text: string
  /** Where the row before it ends, counted from its beginning. */
  readonly rowEnd: number
  /** Where the row behind it begins. */
  readonly rowStart: number
}

class RowReader implements JsonRows {
  readonly #finder: ListFinder
  readonly #sliceLength: number
  #phase: 'before' | 'inside' | 'behind' = 'before'
  /** Of the list, from the beginning of a row on. */
  #pending = ''
  readonly #behind: string[] = []
  #separator: Separator | undefined
  #rows = 0
  #offset = 0
  #tryAt: number

  constructor(path: readonly string[], sliceLength: number) {
    this.#finder = new ListFinder(path)
    this.#sliceLength = sliceLength
    this.#tryAt = sliceLength
  }

  push(text: string): unknown[] {
    switch (this.#phase) {
      case 'before': {
        const inside = this.#finder.feed(text)
        if (inside === undefined) return []
        this.#phase = 'inside'
        this.#offset = this.#finder.text.length
        return this.#take(inside)
      }
      case 'inside':
        return this.#take(text)
      case 'behind':
        this.#behind.push(text)
        return []
    }
  }

  end(): JsonRowsEnd {
    const rows = this.#phase === 'inside' ? this.#walk() : []
    if (this.#phase === 'inside') throw this.#fault(this.#pending)
    const restText = this.#finder.text + this.#behind.join('')
    try {
      return { rows, rest: JSON.parse(restText), restText }
    } catch {
      throw new JsonRowsError('', restText, { row: null, offset: 0 })
    }
  }

  #take(text: string): unknown[] {
    this.#pending += text
    if (this.#pending.length < this.#tryAt) return []
    const rows = this.#cut() ?? this.#walk()
    // A row that is longer than a slice: looking again at each piece would take for ever.
    this.#tryAt = Math.max(this.#sliceLength, this.#pending.length * 2)
    return rows
  }

  /** The fast way; undefined where it does not lead to rows. */
  #cut(): unknown[] | undefined {
    this.#separator ??= separatorOf(this.#pending)
    if (this.#separator === undefined) return undefined
    const { text, rowEnd, rowStart } = this.#separator
    const at = this.#pending.lastIndexOf(text)
    if (at < 0) return undefined
    const rows = rowsOf(this.#pending.slice(0, at + rowEnd))
    if (rows === undefined) return undefined
    this.#advance(rows.length, at + rowStart)
    return rows
  }

  /** The sure way. */
  #walk(): unknown[] {
    const { ends, closedAt } = scanRows(this.#pending)
    const end = ends.at(-1)
    if (end === undefined) return []
    const isEmpty = closedAt >= 0 && ends.length === 1 && this.#rows === 0 && this.#pending.slice(0, end).trim() === ''
    const rows = isEmpty ? [] : (rowsOf(this.#pending.slice(0, end)) ?? this.#blame(ends))
    if (rows.length !== (isEmpty ? 0 : ends.length)) this.#blame(ends)
    if (closedAt >= 0) {
      this.#behind.push(this.#pending.slice(closedAt))
      this.#phase = 'behind'
      this.#advance(rows.length, this.#pending.length)
    } else this.#advance(rows.length, end + 1)
    return rows
  }

  #advance(rows: number, length: number): void {
    this.#rows += rows
    this.#offset += length
    this.#pending = this.#pending.slice(length)
  }

  /** Finds the row that does not parse. */
  #blame(ends: readonly number[]): never {
    let start = 0
    for (const end of ends) {
      if (rowsOf(this.#pending.slice(start, end))?.length !== 1) break
      this.#rows++
      this.#offset += end + 1 - start
      start = end + 1
    }
    throw this.#fault(this.#pending.slice(start))
  }

  #fault(fragment: string): JsonRowsError {
    // A comma before it is what makes the text a beginning of JSON, or keeps it from being one.
    const head = this.#rows === 0 ? this.#finder.text : `${this.#finder.text}0,`
    return new JsonRowsError(head, fragment, { row: this.#rows, offset: this.#offset })
  }
}

function rowsOf(text: string): unknown[] | undefined {
  try {
    const rows: unknown = JSON.parse(`[${text}]`)
    return Array.isArray(rows) ? rows : undefined
  } catch {
    return undefined
  }
}

/** What stands between the first two rows, with the row's last sign before it and the first key behind it. */
function separatorOf(text: string): Separator | undefined {
  const [end] = scanRows(text, 1).ends
  if (end === undefined || text.charAt(end) !== ',') return undefined
  let last = end - 1
  while (last >= 0 && isBlank(text.charCodeAt(last))) last--
  let start = end + 1
  while (start < text.length && isBlank(text.charCodeAt(start))) start++
  if (last < 0 || start >= text.length) return undefined
  const key = /^(?:\{\s*"[^"\\]*"\s*:|[[{"])?/.exec(text.slice(start, start + 200))?.[0] ?? ''
  return {
    text: text.slice(last, start) + key,
    rowEnd: 1,
    rowStart: start - last,
  }
}

function isBlank(sign: number): boolean {
  return sign === 32 || sign === 10 || sign === 13 || sign === 9
}
