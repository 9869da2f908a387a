import type { LogLevel } from '../schema/logRow.ts'
import { behindOrders } from './logBytes.ts'

/** Levels as they are kept: numbers in the order of `logLevels`. */
export const OTHER = 0
export const DEBUG = 1
export const INFO = 2
export const WARN = 3
export const ERROR = 4

export const levelNumber = {
  other: OTHER,
  debug: DEBUG,
  info: INFO,
  warn: WARN,
  error: ERROR,
} as const satisfies Record<LogLevel, number>

const names = {
  [ERROR]: ['ERROR', 'ERR', 'FATAL', 'CRITICAL', 'CRIT', 'SEVERE', 'PANIC', 'EMERG'],
  [WARN]: ['WARNING', 'WARN'],
  [INFO]: ['INFO', 'NOTICE'],
  [DEBUG]: ['DEBUG', 'TRACE', 'VERBOSE'],
} as const

/** By a sum over their letters: making a text of each word that comes would take longer than all the rest. */
const words: ReadonlyMap<number, number> = new Map(
  Object.entries(names).flatMap(([level, list]) => list.map((name) => [keyOf(name), Number(level)] as const)),
)

function keyOf(name: string): number {
  let key = 0
  for (let i = 0; i < name.length; i += 1) key = (key * 31 + (name.charCodeAt(i) & 0xdf)) | 0
  return key
}

/** Letters, digits and `_`. */
const wordBytes = Uint8Array.from({ length: 256 }, (_, byte) => (/\w/.test(String.fromCharCode(byte)) ? 1 : 0))

/** A level stands near the beginning; further on such a word is about something. */
const LOOK_BYTES = 200
const traceback = bytesOf('Traceback (most recent call last)')

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function isDigits(bytes: Uint8Array, from: number, count: number): boolean {
  for (let i = from; i < from + count; i += 1) if ((bytes[i] ?? 0) < 0x30 || (bytes[i] ?? 0) > 0x39) return false
  return true
}

/**
 * What a line says of itself, in the forms of Python's logging, uvicorn, vLLM, MindIE, CANN, glog and `level=` pairs;
 * null where it says nothing.
 */
export function ownLevel(bytes: Uint8Array, from: number, end: number): number | null {
  const start = behindOrders(bytes, from, end)
  const short = shortForm(bytes, start, end)
  if (short !== null) return short
  const limit = Math.min(end, start + LOOK_BYTES)
  for (let i = start; i < limit; i += 1) {
    const byte = bytes[i] ?? 0
    if (byte === 0x1b) {
      const behind = behindOrders(bytes, i, end)
      if (behind > i) i = behind - 1
      continue
    }
    if (wordBytes[byte] === 0) continue
    const at = i
    let key = 0
    let isShouted = true
    for (let part = byte; wordBytes[part] === 1; part = bytes[i] ?? 0) {
      key = (key * 31 + (part & 0xdf)) | 0
      // Bit 5 tells small letters from capitals.
      if ((part & 0x20) !== 0) isShouted = false
      i += 1
      if (i >= limit) break
    }
    const level = i - at > 8 ? undefined : words.get(key)
    if (level === undefined) continue
    if (isShouted || isInPlace(bytes, at, i, start)) return level
  }
  return null
}

/** In small letters it is a level only in the place of one: `error: …`, `level=error`, `"level": "error"`, `[error]`. */
function isInPlace(bytes: Uint8Array, at: number, end: number, start: number): boolean {
  if (at === start) return bytes[end] === 0x3a || (bytes[at] === 0x46 && bytes[end] === 0x20)
  if (bytes[at - 1] === 0x5b && bytes[end] === 0x5d) return true
  return isNamedLevel(bytes, at, start)
}

function isNamedLevel(bytes: Uint8Array, at: number, start: number): boolean {
  let i = at - 1
  while (i > start && (bytes[i] === 0x22 || bytes[i] === 0x20)) i -= 1
  if (bytes[i] !== 0x3d && bytes[i] !== 0x3a) return false
  i -= 1
  if (bytes[i] === 0x22) i -= 1
  // `level`, `lvl`, `severity`, from their last letters.
  const last = String.fromCharCode(bytes[i - 2] ?? 0, bytes[i - 1] ?? 0, bytes[i] ?? 0).toLowerCase()
  return last === 'vel' || last === 'lvl' || last === 'ity'
}

/** glog's `E1120 12:00:00` and CANN's `EZ9999: `. */
function shortForm(bytes: Uint8Array, start: number, end: number): number | null {
  const at = bytes[start] === 0x5b ? start + 1 : start
  if (end - at < 7) return null
  const letter = bytes[at]
  if (isDigits(bytes, at + 1, 4) && bytes[at + 5] === 0x20) {
    if (letter === 0x45 || letter === 0x46) return ERROR
    if (letter === 0x57) return WARN
    if (letter === 0x49) return INFO
  }
  const second = bytes[at + 1] ?? 0
  if (letter === 0x45 && wordBytes[second] === 1 && isDigits(bytes, at + 2, 4) && bytes[at + 6] === 0x3a) return ERROR
  return null
}

function startsWith(bytes: Uint8Array, at: number, end: number, head: Uint8Array): boolean {
  if (end - at < head.length) return false
  for (let i = 0; i < head.length; i += 1) if (bytes[at + i] !== head[i]) return false
  return true
}

export interface LevelGuess {
  readonly level: number
  /** The line says so itself, and is not the rest of an earlier one. */
  readonly isOwn: boolean
}

/** Guesses line by line: what is indented goes on with the line before, and a traceback belongs to its error. */
export class LevelGuesser {
  #before = OTHER
  #inTraceback = false

  guess(bytes: Uint8Array, from: number, end: number): LevelGuess {
    const start = behindOrders(bytes, from, end)
    const head = bytes[start]
    const isEmpty = start >= end || head === 0x0a || head === 0x0d
    const isIndented = head === 0x20 || head === 0x09
    if (startsWith(bytes, start, end, traceback)) {
      const isOwn = this.#before !== ERROR
      this.#inTraceback = true
      this.#before = ERROR
      return { level: ERROR, isOwn }
    }
    if (this.#inTraceback) {
      // Indented frames, the lines between chained ones, and the trees of exception groups.
      const goesOn = isEmpty || isIndented || head === 0x7c || head === 0x2b || isChain(bytes, start, end)
      this.#inTraceback = goesOn
      if (goesOn || !isLogged(bytes, start, end)) return { level: ERROR, isOwn: false }
    }
    if (isIndented || isEmpty) return { level: this.#before, isOwn: false }
    const own = ownLevel(bytes, start, end)
    this.#before = own ?? OTHER
    return { level: this.#before, isOwn: own !== null }
  }

  reset(): void {
    this.#before = OTHER
    this.#inTraceback = false
  }
}

const chains = [bytesOf('During handling of'), bytesOf('The above exception')]

function isChain(bytes: Uint8Array, start: number, end: number): boolean {
  return chains.some((chain) => startsWith(bytes, start, end, chain))
}

/** The last line of a traceback names the exception; one with a level of its own is the next message. */
function isLogged(bytes: Uint8Array, start: number, end: number): boolean {
  const own = ownLevel(bytes, start, end)
  return own !== null && own !== ERROR
}
