export const QUOTE = 34
export const COMMA = 44
export const OPEN_LIST = 91
export const BACKSLASH = 92
export const CLOSE_LIST = 93
export const OPEN_OBJECT = 123
export const CLOSE_OBJECT = 125

/**
 * Where the value that begins at `from` ends, taken for JSON; -1 where the bytes end before it does: at a 0, which is in
 * no JSON.
 */
export function valueEnd(bytes: Uint8Array, from: number): number {
  let depth = 0
  for (let at = from; ; at++) {
    switch (bytes[at]) {
      case undefined:
      case 0:
        return -1
      case QUOTE:
        at = quoteEnd(bytes, at)
        if (at < 0) return -1
        break
      case OPEN_LIST:
      case OPEN_OBJECT:
        depth++
        break
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        if (depth === 0) return at
        depth--
        if (depth === 0) return at + 1
        break
      case COMMA:
        if (depth === 0) return at
        break
      default:
    }
  }
}

function quoteEnd(bytes: Uint8Array, from: number): number {
  for (let at = from + 1; ; at++) {
    const sign = bytes[at]
    if (sign === QUOTE) return at
    if (sign === BACKSLASH) at++
    if (!bytes[at]) return -1
  }
}
