/** A line over time. NaN is a gap. Times ascend. */
export interface Line {
  /** Milliseconds since the epoch. */
  readonly t: Float64Array
  readonly v: Float64Array
}

export const EMPTY_LINE: Line = { t: new Float64Array(0), v: new Float64Array(0) }

/** The index of the first time at or after `at`. */
export function firstFrom(t: Float64Array, at: number, start = 0, end = t.length): number {
  let low = start
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((t[middle] ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}

/** The part of a line within a window, both ends included, without copying. */
export function within({ t, v }: Line, { from, to }: { readonly from: number; readonly to: number }): Line {
  const start = firstFrom(t, from)
  let end = firstFrom(t, to, start)
  while (end < t.length && t[end] === to) end++
  return start === 0 && end === t.length ? { t, v } : { t: t.subarray(start, end), v: v.subarray(start, end) }
}

/** Puts a line together point by point. */
export class LineBuilder {
  #t: Float64Array
  #v: Float64Array
  #length = 0

  constructor(capacity = 256) {
    this.#t = new Float64Array(capacity)
    this.#v = new Float64Array(capacity)
  }

  add(t: number, v: number): void {
    if (this.#length === this.#t.length) this.#grow()
    this.#t[this.#length] = t
    this.#v[this.#length] = v
    this.#length++
  }

  #grow(): void {
    const [t, v] = [this.#t, this.#v]
    this.#t = new Float64Array(Math.max(16, t.length * 2))
    this.#v = new Float64Array(this.#t.length)
    this.#t.set(t)
    this.#v.set(v)
  }

  /** In buffers of its own and no longer than the line: it can be handed to another thread. */
  line(): Line {
    return { t: this.#t.slice(0, this.#length), v: this.#v.slice(0, this.#length) }
  }
}
