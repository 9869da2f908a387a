/** Row numbers in ascending order, which come at the end and go at the front. Each keeps its place for good. */
export class RowList {
  #rows = new Uint32Array(256)
  /** Where the first is in the array, and its place. */
  #head = 0
  #length = 0
  #first = 0

  get first(): number {
    return this.#first
  }

  get end(): number {
    return this.#first + this.#length
  }

  get length(): number {
    return this.#length
  }

  at(place: number): number | undefined {
    const index = place - this.#first
    return index < 0 || index >= this.#length ? undefined : this.#rows[this.#head + index]
  }

  get last(): number | undefined {
    return this.at(this.end - 1)
  }

  push(row: number): void {
    if (this.#head + this.#length === this.#rows.length) this.#makeRoom(1)
    this.#rows[this.#head + this.#length] = row
    this.#length += 1
  }

  pushAll(rows: Uint32Array): void {
    if (this.#head + this.#length + rows.length > this.#rows.length) this.#makeRoom(rows.length)
    this.#rows.set(rows, this.#head + this.#length)
    this.#length += rows.length
  }

  pop(): void {
    if (this.#length > 0) this.#length -= 1
  }

  /** Drops all before `row`. */
  dropBefore(row: number): void {
    const count = this.placeOf(row) - this.#first
    this.#head += count
    this.#length -= count
    this.#first += count
  }

  /** The place of the first that is `row` or behind it; the end where there is none. */
  placeOf(row: number): number {
    let low = 0
    let high = this.#length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#rows[this.#head + middle] ?? 0) < row) low = middle + 1
      else high = middle
    }
    return this.#first + low
  }

  #makeRoom(more: number): void {
    const needed = this.#length + more
    // Half of it empty at the front is room enough.
    const size = needed * 2 > this.#rows.length ? Math.ceil(needed * 1.5) : this.#rows.length
    const rows = size === this.#rows.length ? this.#rows : new Uint32Array(size)
    rows.set(this.#rows.subarray(this.#head, this.#head + this.#length))
    this.#rows = rows
    this.#head = 0
  }
}
