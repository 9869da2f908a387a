const QUOTE = 34
const COMMA = 44
const OPEN_LIST = 91
const BACKSLASH = 92
const CLOSE_LIST = 93
const OPEN_OBJECT = 123
const CLOSE_OBJECT = 125

/** The index behind the string that begins at `from`, or -1 where the text ends before it does. */
export function stringEnd(text: string, from: number): number {
  let quote = text.indexOf('"', from + 1)
  while (quote >= 0) {
    let before = quote - 1
    while (text.charCodeAt(before) === BACKSLASH) before--
    // An even number of backslashes escape each other, and the quote stands for itself.
    if ((quote - before) % 2 === 1) return quote + 1
    quote = text.indexOf('"', quote + 1)
  }
  return -1
}

export interface RowScan {
  /** Behind each row that is complete: at its comma, or at the end of the list. */
  readonly ends: readonly number[]
  /** Where the list's own bracket is; -1 while the text does not reach it. */
  readonly closedAt: number
}

/** Walks over the inside of a list. What it makes of text that is no JSON, `JSON.parse` will not take. */
export function scanRows(text: string, atMost = Number.POSITIVE_INFINITY): RowScan {
  const ends: number[] = []
  let depth = 0
  let i = 0
  while (i < text.length) {
    switch (text.charCodeAt(i)) {
      case QUOTE: {
        const end = stringEnd(text, i)
        if (end < 0) return { ends, closedAt: -1 }
        i = end
        continue
      }
      case OPEN_LIST:
      case OPEN_OBJECT:
        depth++
        break
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        if (depth === 0) {
          ends.push(i)
          return { ends, closedAt: i }
        }
        depth--
        break
      case COMMA:
        if (depth > 0) break
        ends.push(i)
        if (ends.length >= atMost) return { ends, closedAt: -1 }
        break
      default:
    }
    i++
  }
  return { ends, closedAt: -1 }
}

/** Looks for the beginning of the list at `path` in a text that comes in pieces. */
export class ListFinder {
  readonly #path: readonly string[]
  /** The key that each open bracket is at; null for a list's. */
  readonly #keys: (string | null)[] = []
  readonly #read: string[] = []
  #carry = ''
  #wantsKey = false

  constructor(path: readonly string[]) {
    this.#path = path
  }

  /** All that came so far; up to the list's bracket once that was found. */
  get text(): string {
    return this.#read.join('') + this.#carry
  }

  /** What stands behind the list's opening bracket, as soon as that has come. */
  feed(piece: string): string | undefined {
    const text = this.#carry + piece
    let i = 0
    while (i < text.length) {
      const sign = text.charCodeAt(i)
      if (sign === QUOTE) {
        const end = stringEnd(text, i)
        if (end < 0) break
        if (this.#wantsKey) {
          this.#keys[this.#keys.length - 1] = keyIn(text.slice(i, end))
          this.#wantsKey = false
        }
        i = end
        continue
      }
      if (sign === OPEN_LIST && this.#isThere()) {
        this.#read.push(text.slice(0, i + 1))
        this.#carry = ''
        return text.slice(i + 1)
      }
      this.#note(sign)
      i++
    }
    this.#read.push(text.slice(0, i))
    this.#carry = text.slice(i)
    return undefined
  }

  #note(sign: number): void {
    if (sign === OPEN_OBJECT) {
      this.#keys.push('')
      this.#wantsKey = true
    } else if (sign === OPEN_LIST) {
      this.#keys.push(null)
      this.#wantsKey = false
    } else if (sign === CLOSE_OBJECT || sign === CLOSE_LIST) {
      this.#keys.pop()
      this.#wantsKey = false
    } else if (sign === COMMA) {
      this.#wantsKey = typeof this.#keys.at(-1) === 'string'
    }
  }

  #isThere(): boolean {
    return this.#keys.length === this.#path.length && this.#keys.every((key, depth) => key === this.#path[depth])
  }
}

function keyIn(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1)
  try {
    return String(JSON.parse(quoted))
  } catch {
    return ''
  }
}
