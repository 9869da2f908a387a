import type { TextColumn, WordColumn } from './clientTable.ts'
import { endHash } from './textSlots.ts'

export const FIRST_CAPACITY = 1024
const ASCII = 128
/** As many arguments as every browser takes. */
const SIGNS_AT_ONCE = 8192

type Signs = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>

/** Texts one behind the other: a byte a sign as long as all of them are ASCII. */
export class TextBuilder {
  #signs: Signs = new Uint8Array(FIRST_CAPACITY * 16)
  #ends = new Uint32Array(FIRST_CAPACITY)
  #count = 0
  #length = 0
  /** Texts that took the place of others: few. */
  readonly #replaced = new Map<number, string>()

  get count(): number {
    return this.#count
  }

  /** @param bytes ASCII only */
  addBytes(bytes: Uint8Array, from: number, to: number): void {
    this.#reserve(to - from)
    const signs = this.#signs
    let end = this.#length
    for (let at = from; at < to; at++) signs[end++] = bytes[at] ?? 0
    this.#close(end)
  }

  add(text: string): void {
    this.#reserve(text.length)
    let end = this.#length
    for (let at = 0; at < text.length; at++) {
      const sign = text.charCodeAt(at)
      if (sign >= ASCII) this.#widen()
      this.#signs[end++] = sign
    }
    this.#close(end)
  }

  replace(row: number, text: string): void {
    this.#replaced.set(row, text)
  }

  at(row: number): string {
    const replaced = this.#replaced.get(row)
    if (replaced !== undefined) return replaced
    return textOf(this.#signs, row === 0 ? 0 : (this.#ends[row - 1] ?? 0), this.#ends[row] ?? 0)
  }

  /** Whether a row has the text of these bytes, which are ASCII. */
  has(row: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = row === 0 ? 0 : (this.#ends[row - 1] ?? 0)
    if ((this.#ends[row] ?? 0) - start !== to - from) return false
    for (let at = from; at < to; at++) if (this.#signs[start + at - from] !== bytes[at]) return false
    return true
  }

  finish(): TextColumn {
    if (this.#replaced.size > 0) return this.#rebuilt()
    const signs = this.#signs
    const text =
      signs instanceof Uint8Array
        ? new TextDecoder().decode(signs.subarray(0, this.#length))
        : textOf(signs, 0, this.#length)
    return { text, ends: this.#ends.subarray(0, this.#count) }
  }

  #rebuilt(): TextColumn {
    const whole = new TextBuilder()
    for (let row = 0; row < this.#count; row++) whole.add(this.at(row))
    return whole.finish()
  }

  #close(end: number): void {
    this.#length = end
    if (this.#count >= this.#ends.length) this.#ends = grown(this.#ends, new Uint32Array(this.#ends.length * 4))
    this.#ends[this.#count++] = end
  }

  #reserve(more: number): void {
    const needed = this.#length + more
    if (needed <= this.#signs.length) return
    const capacity = Math.max(this.#signs.length * 2, needed)
    this.#signs =
      this.#signs instanceof Uint8Array
        ? grown(this.#signs, new Uint8Array(capacity))
        : grown(this.#signs, new Uint16Array(capacity))
  }

  #widen(): void {
    if (this.#signs instanceof Uint16Array) return
    this.#signs = Uint16Array.from(this.#signs)
  }
}

function textOf(signs: Signs, from: number, to: number): string {
  const parts: string[] = []
  for (let at = from; at < to; at += SIGNS_AT_ONCE) {
    parts.push(String.fromCharCode(...signs.subarray(at, Math.min(to, at + SIGNS_AT_ONCE))))
  }
  return parts.join('')
}

/** What was in `from`, in something larger. */
export function grown<A extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(from: A, to: A): A {
  to.set(from)
  return to
}

/** Numbers by row. */
export class FigureBuilder {
  #values = new Float64Array(FIRST_CAPACITY)

  at(row: number): number {
    return this.#values[row] ?? Number.NaN
  }

  set(row: number, value: number): void {
    if (row >= this.#values.length) this.#values = grown(this.#values, new Float64Array(this.#values.length * 4))
    this.#values[row] = value
  }

  finish(count: number): Float64Array<ArrayBuffer> {
    return this.#values.subarray(0, count)
  }
}

/** Words by row, each of which is kept once. */
export class WordBuilder {
  readonly #words = ['']
  readonly #known = new Map([['', 0]])
  #codes = new Uint32Array(FIRST_CAPACITY)
  /** Code + 1 by the hash of a word's bytes; 0 is free. */
  #slots = new Int32Array(FIRST_CAPACITY)
  /** The bytes of words by the place of their slot. */
  #bytes: (Uint8Array | undefined)[] = []
  #used = 0

  set(row: number, code: number): void {
    if (row >= this.#codes.length) this.#codes = grown(this.#codes, new Uint32Array(this.#codes.length * 4))
    this.#codes[row] = code
  }

  at(row: number): string {
    return this.#words[this.#codes[row] ?? 0] ?? ''
  }

  codeOf(word: string): number {
    const known = this.#known.get(word)
    if (known !== undefined) return known
    this.#words.push(word)
    this.#known.set(word, this.#words.length - 1)
    return this.#words.length - 1
  }

  /**
   * The same of a word in UTF-8. Most words come again and again: then no text is made of them.
   *
   * @param hash of its bytes by `hashSign`
   */
  codeOfBytes(hash: number, bytes: Uint8Array, from: number, to: number): number {
    const mask = this.#slots.length - 1
    let slot = endHash(hash) & mask
    for (let code = this.#slots[slot] ?? 0; code > 0; code = this.#slots[slot] ?? 0) {
      if (isEqual(this.#bytes[slot], bytes, from, to)) return code - 1
      slot = (slot + 1) & mask
    }
    const copy = bytes.slice(from, to)
    const code = this.codeOf(new TextDecoder('utf-8', { ignoreBOM: true }).decode(copy))
    if (this.#used * 2 >= this.#slots.length) this.#grow()
    else this.#put(slot, code, copy)
    return code
  }

  finish(count: number): WordColumn {
    return { codes: this.#codes.subarray(0, count), words: this.#words }
  }

  #put(slot: number, code: number, bytes: Uint8Array): void {
    this.#slots[slot] = code + 1
    this.#bytes[slot] = bytes
    this.#used++
  }

  /** Forgets the bytes: each word is found again by its text, once. */
  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 4)
    this.#bytes = []
    this.#used = 0
  }
}

function isEqual(known: Uint8Array | undefined, bytes: Uint8Array, from: number, to: number): boolean {
  if (known?.length !== to - from) return false
  for (let at = 0; at < known.length; at++) if (known[at] !== bytes[from + at]) return false
  return true
}
