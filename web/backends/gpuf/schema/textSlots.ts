/** For no texts at all. */
export const NO_SLOTS = new Int32Array(0)

const FIRST_HASH = 2_166_136_261
const FIRST_SIZE = 1024

/** One sign more; begin with `startHash`, end with `endHash`. */
export function hashSign(hash: number, sign: number): number {
  return Math.imul(hash ^ sign, 16_777_619)
}

export function startHash(): number {
  return FIRST_HASH
}

export function endHash(hash: number): number {
  return (hash ^ (hash >>> 15)) >>> 0
}

/** A quick spread of short texts over 32 bits. */
export function hashOf(text: string): number {
  let hash = startHash()
  for (let index = 0; index < text.length; index++) hash = hashSign(hash, text.charCodeAt(index))
  return endHash(hash)
}

/** Which row a text belongs to, in a table that crosses threads without being built again there; -1 for none. */
export function findText(slots: Int32Array, text: string, textAt: (row: number) => string): number {
  if (slots.length === 0) return -1
  const mask = slots.length - 1
  for (let at = hashOf(text) & mask; ; at = (at + 1) & mask) {
    const row = (slots[at] ?? 0) - 1
    if (row < 0 || textAt(row) === text) return row
  }
}

/** Notes rows by the hashes of their texts. */
export class TextSlots {
  /** Row + 1 by the hash of its text, or the next free place behind; 0 is free. */
  #slots = new Int32Array(FIRST_SIZE)
  #hashes = new Uint32Array(FIRST_SIZE)

  /** The row that has the same text already; if none has, it is `row` from now on, and the answer is -1. */
  note(hash: number, row: number, isSame: (row: number) => boolean): number {
    if (row * 2 >= this.#slots.length) this.#grow()
    const slots = this.#slots
    const hashes = this.#hashes
    const mask = slots.length - 1
    let at = hash & mask
    for (let slot = slots[at] ?? 0; slot > 0; slot = slots[at] ?? 0) {
      if (hashes[at] === hash && isSame(slot - 1)) return slot - 1
      at = (at + 1) & mask
    }
    slots[at] = row + 1
    hashes[at] = hash
    return -1
  }

  finish(): Int32Array<ArrayBuffer> {
    return this.#slots
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 4)
    const hashes = new Uint32Array(slots.length)
    const mask = slots.length - 1
    for (let from = 0; from < this.#slots.length; from++) {
      const slot = this.#slots[from] ?? 0
      if (slot === 0) continue
      const hash = this.#hashes[from] ?? 0
      let at = hash & mask
      while (slots[at] !== 0) at = (at + 1) & mask
      slots[at] = slot
      hashes[at] = hash
    }
    this.#slots = slots
    this.#hashes = hashes
  }
}
