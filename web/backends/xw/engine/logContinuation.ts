import { readLogLine } from '../schema/log.ts'
import { readStamp, sameBytes } from './logBytes.ts'
import type { LogStore } from './logStore.ts'

/** Where an earlier connection got to: the last row with a time, and what follows it. */
export interface Anchor {
  /** The row as it came, without its line end. */
  readonly bytes: Uint8Array
  /** Its time to the nanosecond, as text that sorts. */
  readonly stamp: string
  readonly at: number
  /** How often a row like this is there: several can be the same to the last byte. */
  readonly times: number
  /** Rows without a time behind it: they belong to it. */
  readonly followers: number
}

/** stdout and stderr can come in another order than their times: so far a later time may stand before the last row. */
const OUT_OF_ORDER_MS = 2_000
const HELD_AT_MOST = 1_000

const empty: readonly Uint8Array[] = []

export function anchorOf(store: LogStore): Anchor | null {
  const row = store.lastStampedRow
  if (row < store.first) return null
  const bytes = store.rowBytes(row)?.bytes.slice()
  const stamp = bytes && stampOf(bytes)
  const at = store.timeOf(row)
  if (!bytes || !stamp || at === null) return null
  let times = 1
  for (let one = row - 1; one >= store.first && store.timeOf(one) === at; one -= 1) {
    const seam = store.seamOf(one)
    // What another instance said, this history does not have.
    if (seam && seam.kind !== 'continued') break
    const other = seam ? null : store.rowBytes(one)
    if (other && sameBytes(other.bytes, bytes)) times += 1
  }
  let followers = 0
  for (let one = row + 1; one < store.end; one += 1) if (!store.seamOf(one)) followers += 1
  return { bytes, stamp, at, times, followers }
}

function stampOf(bytes: Uint8Array): string | null {
  return readLogLine(new TextDecoder().decode(bytes.subarray(0, 40))).stamp
}

/**
 * Lets through of a history that comes again only what is new: all behind the last row that was seen. Where that row
 * is not in it any more, all that is later than it.
 */
export class Continuation {
  readonly #anchor: Anchor
  #state: 'seeking' | 'followers' | 'through' = 'seeking'
  #seen = 0
  #followers = 0
  /** A row whose end has not come yet. */
  #partial: Uint8Array = new Uint8Array(0)
  /** Later than the last row, which has not come yet: only when it does not come are these new. */
  #held: Uint8Array[] = []
  #isGap = false

  constructor(anchor: Anchor) {
    this.#anchor = anchor
    this.#followers = anchor.followers
  }

  /** The server's history no longer has the last row. */
  get isGap(): boolean {
    return this.#isGap
  }

  get isThrough(): boolean {
    return this.#state === 'through'
  }

  /** What is new of the next bytes. */
  take(bytes: Uint8Array): readonly Uint8Array[] {
    if (this.#state === 'through') return [bytes]
    const fresh: Uint8Array[] = []
    let from = 0
    while (from < bytes.length) {
      if (this.isThrough) {
        fresh.push(bytes.subarray(from))
        break
      }
      const feed = bytes.indexOf(0x0a, from)
      if (feed === -1) {
        this.#partial = together(this.#partial, bytes.subarray(from))
        break
      }
      const row = together(this.#partial, bytes.subarray(from, feed + 1))
      this.#partial = new Uint8Array(0)
      from = feed + 1
      fresh.push(...this.#row(row))
    }
    return fresh
  }

  /** Nothing more comes for now. What was held back has nothing to wait for. */
  pause(): readonly Uint8Array[] {
    if (this.#state === 'followers') this.#state = 'through'
    if (this.#state === 'seeking') {
      this.#isGap = this.#seen === 0
      this.#state = 'through'
    }
    const rest = [
      ...this.#held.splice(0),
      ...(this.#partial.length > 0 && this.#isNew(this.#partial) ? [this.#partial] : []),
    ]
    this.#partial = new Uint8Array(0)
    return rest
  }

  #isNew(partial: Uint8Array): boolean {
    const stamp = stampOf(partial)
    return stamp === null || stamp > this.#anchor.stamp
  }

  #row(row: Uint8Array): readonly Uint8Array[] {
    const { bytes, times, stamp } = this.#anchor
    const stamped = readStamp(row, 0, row.length)
    if (this.#state === 'followers') {
      if (stamped === null && this.#followers > 0) {
        this.#followers -= 1
        return empty
      }
      this.#state = 'through'
      return [row]
    }
    if (sameBytes(row.subarray(0, row.length - 1), bytes)) {
      this.#seen += 1
      // What was held stood before it.
      this.#held = []
      if (this.#seen === times) this.#state = 'followers'
      return empty
    }
    if (stamped === null) {
      if (this.#held.length > 0) this.#held.push(row)
      return empty
    }
    if (stamped.at < this.#anchor.at || (stampOf(row) ?? '') <= stamp) return empty
    this.#held.push(row)
    const isLate = stamped.at > this.#anchor.at + OUT_OF_ORDER_MS
    return isLate || this.#held.length > HELD_AT_MOST ? this.#give() : empty
  }

  #give(): readonly Uint8Array[] {
    this.#isGap = this.#seen === 0
    this.#state = 'through'
    return this.#held.splice(0)
  }
}

function together(a: Uint8Array, b: Uint8Array): Uint8Array {
  // Copied also where there is only one: the network's buffer is its own.
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
