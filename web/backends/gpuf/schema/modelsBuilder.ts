import type { ModelColumns } from './clientTable.ts'
import { FIRST_CAPACITY, FigureBuilder, grown, WordBuilder } from './columnBuilders.ts'

/** A model that a client has loaded; '' and NaN for what is not said. */
export interface ModelCells {
  readonly id: string
  readonly ownedBy: string
  readonly createdAt: number
}

const NO_MODELS: readonly ModelCells[] = []

/** The models of all rows, one behind the other. Those of a row are put down first and belong to it when it is there. */
export class ModelsBuilder {
  readonly id = new WordBuilder()
  readonly ownedBy = new WordBuilder()
  readonly #createdAt = new FigureBuilder()
  #ends = new Uint32Array(FIRST_CAPACITY)
  #end = 0
  #down = 0
  /** Of rows that took the place of others: few. */
  readonly #replaced = new Map<number, readonly ModelCells[]>()

  /** Nothing is put down. */
  begin(): void {
    this.#down = 0
  }

  putDown(id: number, ownedBy: number, createdAt: number): void {
    const at = this.#end + this.#down
    this.id.set(at, id)
    this.ownedBy.set(at, ownedBy)
    this.#createdAt.set(at, createdAt)
    this.#down++
  }

  putDownAll(models: readonly ModelCells[]): void {
    this.begin()
    for (const { id, ownedBy, createdAt } of models) {
      this.putDown(this.id.codeOf(id), this.ownedBy.codeOf(ownedBy), createdAt)
    }
  }

  /** What was put down is of the next row. */
  add(row: number): void {
    if (row >= this.#ends.length) this.#ends = grown(this.#ends, new Uint32Array(this.#ends.length * 4))
    this.#end += this.#down
    this.#ends[row] = this.#end
  }

  /** What was put down is of a row that has been there before. */
  replace(row: number): void {
    this.#replaced.set(row, this.#between(this.#end, this.#end + this.#down))
  }

  finish(count: number): ModelColumns {
    if (this.#replaced.size > 0) return this.#rebuilt(count)
    return {
      ends: this.#ends.subarray(0, count),
      id: this.id.finish(this.#end),
      ownedBy: this.ownedBy.finish(this.#end),
      createdAt: this.#createdAt.finish(this.#end),
    }
  }

  #rebuilt(count: number): ModelColumns {
    const whole = new ModelsBuilder()
    for (let row = 0; row < count; row++) {
      const start = row === 0 ? 0 : (this.#ends[row - 1] ?? 0)
      whole.putDownAll(this.#replaced.get(row) ?? this.#between(start, this.#ends[row] ?? start))
      whole.add(row)
    }
    return whole.finish(count)
  }

  #between(start: number, end: number): readonly ModelCells[] {
    if (start === end) return NO_MODELS
    return Array.from({ length: end - start }, (_, at) => ({
      id: this.id.at(start + at),
      ownedBy: this.ownedBy.at(start + at),
      createdAt: this.#createdAt.at(start + at),
    }))
  }
}
