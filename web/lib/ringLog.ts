/** Keeps the newest entries of a log that may grow without bound, and counts those that it let go. */
export class RingLog<T> {
  readonly #capacity: number
  #entries: T[] = []
  /** Where the oldest entry is, once the log is full. */
  #oldest = 0
  #dropped = 0

  constructor(capacity: number) {
    this.#capacity = Math.max(1, Math.floor(capacity))
  }

  push(entry: T): void {
    if (this.#entries.length < this.#capacity) {
      this.#entries.push(entry)
      return
    }
    this.#entries[this.#oldest] = entry
    this.#oldest = (this.#oldest + 1) % this.#capacity
    this.#dropped += 1
  }

  /** Oldest first; a new array each time. */
  entries(): T[] {
    return [...this.#entries.slice(this.#oldest), ...this.#entries.slice(0, this.#oldest)]
  }

  get size(): number {
    return this.#entries.length
  }

  /** How many entries are no longer there. */
  get dropped(): number {
    return this.#dropped
  }

  clear(): void {
    this.#entries = []
    this.#oldest = 0
    this.#dropped = 0
  }
}
