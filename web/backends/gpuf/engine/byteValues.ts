import type { WordBuilder } from '../schema/columnBuilders.ts'
import { hashSign, startHash } from '../schema/textSlots.ts'
import { timeOrNull } from '../schema/values.ts'
import { BACKSLASH, CLOSE_OBJECT, COMMA, QUOTE } from './jsonBytes.ts'

const DOT = 46
const ZERO = 48
const NINE = 57
const ASCII = 128

/** An integer of so many digits is exact. */
const EXACT_DIGITS = 15
/** That every year has. */
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * Reads JSON values out of bytes. Each operation takes the place where a value begins, says whether there is one of the
 * kind that it knows, and leaves it in the fields here: an object for each of a million values would cost more than
 * reading them.
 */
export class ByteValues {
  bytes = new Uint8Array(0)
  /** Where the value that was read last ends. */
  end = 0
  figure = 0
  /** Milliseconds since the epoch; NaN for none. */
  time = Number.NaN
  /** Of a word. */
  code = 0
  /** The word is not ''. */
  isFilled = false
  /** The text is. */
  isAscii = true
  readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  #day = 0
  #dayStart = 0

  nullAt(at: number): boolean {
    const bytes = this.bytes
    if (bytes[at] !== 110 || bytes[at + 1] !== 117 || bytes[at + 2] !== 108 || bytes[at + 3] !== 108) return false
    this.end = at + 4
    return true
  }

  /** A text without escapes. */
  text(from: number): boolean {
    const bytes = this.bytes
    if (bytes[from] !== QUOTE) return false
    let at = from + 1
    let all = 0
    for (let sign = bytes[at] ?? 0; sign !== QUOTE; sign = bytes[++at] ?? 0) {
      if (sign < 32 || sign === BACKSLASH) return false
      all |= sign
    }
    this.isAscii = all < ASCII
    this.end = at + 1
    return true
  }

  word(from: number, builder: WordBuilder): boolean {
    const bytes = this.bytes
    if (this.nullAt(from)) {
      this.code = 0
      this.isFilled = false
      return true
    }
    if (bytes[from] !== QUOTE) return false
    let at = from + 1
    let hash = startHash()
    for (let sign = bytes[at] ?? 0; sign !== QUOTE; sign = bytes[++at] ?? 0) {
      if (sign < 32 || sign === BACKSLASH) return false
      hash = hashSign(hash, sign)
    }
    this.code = at === from + 1 ? 0 : builder.codeOfBytes(hash, bytes, from + 1, at)
    this.isFilled = at > from + 1
    this.end = at + 1
    return true
  }

  /** A number as JSON has it; those with an exponent are left to whoever knows them. */
  number(from: number): boolean {
    const bytes = this.bytes
    let at = from
    let value = 0
    for (let digit = (bytes[at] ?? 0) - ZERO; digit >= 0 && digit <= 9; digit = (bytes[++at] ?? 0) - ZERO) {
      value = value * 10 + digit
    }
    const digits = at - from
    if (digits === 0 || digits > EXACT_DIGITS || (digits > 1 && bytes[from] === ZERO)) return false
    if (bytes[at] === DOT) {
      const fractionFrom = at + 1
      for (at++; (bytes[at] ?? 0) >= ZERO && (bytes[at] ?? 0) <= NINE;) at++
      if (at === fractionFrom) return false
      value = Number(this.decoder.decode(bytes.subarray(from, at)))
    }
    const behind = bytes[at]
    if (behind !== COMMA && behind !== CLOSE_OBJECT) return false
    this.figure = value
    this.end = at
    return true
  }

  moment(from: number): boolean {
    if (this.nullAt(from)) {
      this.time = Number.NaN
      return true
    }
    if (this.#usualMoment(from)) return true
    if (!this.text(from)) return false
    const text = this.decoder.decode(this.bytes.subarray(from + 1, this.end - 1))
    this.time = timeOrNull(text) ?? Number.NaN
    return true
  }

  /** `"2026-11-20T12:00:00.123456Z"`. */
  #usualMoment(from: number): boolean {
    const bytes = this.bytes
    if (
      bytes[from] !== QUOTE ||
      bytes[from + 5] !== 45 ||
      bytes[from + 8] !== 45 ||
      bytes[from + 11] !== 84 ||
      bytes[from + 14] !== 58 ||
      bytes[from + 17] !== 58 ||
      bytes[from + 20] !== DOT
    ) {
      return false
    }
    let at = from + 21
    for (; (bytes[at] ?? 0) >= ZERO && (bytes[at] ?? 0) <= NINE;) at++
    if (at < from + 24 || bytes[at] !== 90 || bytes[at + 1] !== QUOTE) return false
    const century = this.#twoDigits(from + 1)
    const year = century * 100 + this.#twoDigits(from + 3)
    const month = this.#twoDigits(from + 6)
    const day = this.#twoDigits(from + 9)
    const hour = this.#twoDigits(from + 12)
    const minute = this.#twoDigits(from + 15)
    const second = this.#twoDigits(from + 18)
    const milliseconds = this.#twoDigits(from + 21) * 10 + (bytes[from + 23] ?? 0) - ZERO
    // Years before 1972 may mean "never"; what is no digit makes a year, a month or a minute that is none.
    if (year < 1972 || month < 1 || month > 12 || day < 1 || day > (DAYS[month - 1] ?? 0)) return false
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return false
    const date = (year * 100 + month) * 100 + day
    if (date !== this.#day) {
      this.#day = date
      this.#dayStart = Date.UTC(year, month - 1, day)
    }
    this.time = this.#dayStart + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds
    this.end = at + 2
    return true
  }

  #twoDigits(at: number): number {
    const tens = (this.bytes[at] ?? 0) - ZERO
    const ones = (this.bytes[at + 1] ?? 0) - ZERO
    return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1_000_000
  }

  /** Where these bytes end, if they stand there; else -1. */
  behind(expected: Uint8Array, from: number): number {
    const bytes = this.bytes
    for (let index = 0; index < expected.length; index++) if (bytes[from + index] !== expected[index]) return -1
    return from + expected.length
  }
}
