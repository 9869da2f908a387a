const LF = 10
const CR = 13
const COLON = 58

/** Counts the comments of an event stream, as `: ping`, chunk by chunk: lines that begin with a colon. */
export function countComments(): (bytes: Uint8Array) => number {
  let isLineStart = true
  return (bytes) => {
    let count = 0
    for (const byte of bytes) {
      if (isLineStart && byte === COLON) count += 1
      isLineStart = byte === LF || byte === CR
    }
    return count
  }
}
