/** Looks at a log's bytes without making text of them: a million lines are read while somebody waits. */

const ESC = 0x1b
const SPACE = 0x20

export interface Stamp {
  /** In milliseconds since the epoch. */
  readonly at: number
  /** Of the time and the space behind it, in bytes. */
  readonly length: number
}

let lastDay = -1
let lastDayAt = 0

function digits(bytes: Uint8Array, from: number, count: number): number {
  let value = 0
  for (let i = from; i < from + count; i += 1) {
    const digit = (bytes[i] ?? 0) - 0x30
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

/** The server's time at the head of a row: RFC 3339 in UTC, to the nanosecond. */
export function readStamp(bytes: Uint8Array, start: number, end: number): Stamp | null {
  // `2026-11-20T12:00:00Z`, the shortest.
  if (end - start < 20 || bytes[start + 10] !== 0x54 || bytes[start + 4] !== 0x2d) return null
  if (bytes[start + 7] !== 0x2d || bytes[start + 13] !== 0x3a || bytes[start + 16] !== 0x3a) return null
  const year = digits(bytes, start, 4)
  const month = digits(bytes, start + 5, 2)
  const day = digits(bytes, start + 8, 2)
  const hour = digits(bytes, start + 11, 2)
  const minute = digits(bytes, start + 14, 2)
  const second = digits(bytes, start + 17, 2)
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31) return null
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return null
  let i = start + 19
  let fraction = 0
  if (bytes[i] === 0x2e) {
    let unit = 100
    const from = i + 1
    for (i = from; i < end && i < from + 9; i += 1) {
      const digit = (bytes[i] ?? 0) - 0x30
      if (digit < 0 || digit > 9) break
      fraction += digit * unit
      unit /= 10
    }
    if (i === from) return null
  }
  if (bytes[i] !== 0x5a) return null
  i += 1
  const next = bytes[i]
  if (i < end && next !== SPACE && next !== 0x0a && next !== 0x0d) return null
  const key = (year * 16 + month) * 32 + day
  if (key !== lastDay) {
    lastDayAt = Date.UTC(year, month - 1, day)
    lastDay = key
  }
  const at = lastDayAt + ((hour * 60 + minute) * 60 + second) * 1000 + Math.floor(fraction + 1e-6)
  return { at, length: (i < end && next === SPACE ? i + 1 : i) - start }
}

/** Behind terminal orders at `from`: colours stand before a level's word. */
export function behindOrders(bytes: Uint8Array, from: number, end: number): number {
  let i = from
  while (i + 1 < end && bytes[i] === ESC && bytes[i + 1] === 0x5b) {
    i += 2
    while (i < end && (bytes[i] ?? 0) < 0x40) i += 1
    i += 1
  }
  return Math.min(i, end)
}

/** Whether a row moves the cursor to other lines. */
export function movesLines(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i + 1 < end; i += 1) {
    if (bytes[i] !== ESC || bytes[i + 1] !== 0x5b) continue
    i += 2
    while (i < end && (bytes[i] ?? 0) < 0x40) i += 1
    const final = bytes[i]
    // A, B, E, F, e: up and down.
    if (final === 0x41 || final === 0x42 || final === 0x45 || final === 0x46 || final === 0x65) return true
  }
  return false
}

/** Whether two ranges hold the same bytes. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = a.length - 1; i >= 0; i -= 1) if (a[i] !== b[i]) return false
  return true
}
