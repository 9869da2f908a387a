import type { LogQuery, LogSearch } from '../schema/logRow.ts'
import { expressionOf } from './logSearch.ts'
import { type Searcher, startSearcher, TooSlowError } from './logSearcher.ts'
import type { LogStore } from './logStore.ts'
import { RowList } from './rowList.ts'

/** The first slices are small: somebody waits for a first hit. */
const FIRST_BYTES = 64 * 1024
const SLICE_BYTES = 512 * 1024
/** While one is looked through, the next is on its way. */
const AHEAD = 2
const GATHER_MS = 100

interface Listener {
  /** Hits from this row on are new. `isFirst`: somebody has been waiting for one. */
  onHits(from: number, isFirst: boolean): void
  onChange(): void
}

/** What a search has found, as far as it has looked; new lines are looked through as they come. */
export class LogHits {
  readonly #store: LogStore
  readonly #listener: Listener
  #waiting: (() => void)[] = []
  list = new RowList()
  #searcher: Searcher | undefined
  #expression: RegExp | null = null
  #failure: 'too-slow' | { readonly words: string } | null = null
  /** The next row to look through, and the next to hand out. */
  #looked = 0
  #handed = 0
  #underWay = 0
  #slices = 0
  /** Which search it is: answers to an earlier one are not listened to. */
  #number = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(store: LogStore, listener: Listener) {
    this.#store = store
    this.#listener = listener
  }

  get looked(): number {
    return this.#expression ? this.#looked : 0
  }

  get state(): LogSearch {
    const hits = this.list.length
    const looked = Math.max(0, this.#looked - this.#store.first)
    if (this.#failure === 'too-slow') return { kind: 'too-slow', hits, looked }
    if (this.#failure) return { kind: 'invalid', words: this.#failure.words }
    if (!this.#expression) return { kind: 'none' }
    return { kind: this.#looked < this.#store.end ? 'running' : 'done', hits, looked }
  }

  warmUp(): void {
    this.#searcher ??= startSearcher()
    this.#searcher.warmUp()
  }

  search(query: LogQuery | null): void {
    this.#number += 1
    this.#goOn()
    // A search that goes on in its thread would be in the way of the new one.
    if (this.#underWay > 0) this.#endSearcher()
    this.list = new RowList()
    this.#failure = null
    this.#expression = null
    this.#underWay = 0
    this.#slices = 0
    this.#looked = this.#store.first
    this.#handed = this.#store.first
    if (query === null) return
    try {
      this.#expression = expressionOf(query)
    } catch (error) {
      this.#failure = { words: error instanceof Error ? error.message : String(error) }
      return
    }
    this.#handOut()
  }

  /** Lines have come. A few at a time cost as much as many. */
  more(): void {
    if (!this.#expression || this.#failure) return
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#handOut()
    }, GATHER_MS)
  }

  next(row: number, direction: 1 | -1, fits: (row: number) => boolean): { row: number; number: number } | null {
    const from = this.list.placeOf(direction === 1 ? row + 1 : row)
    for (let place = direction === 1 ? from : from - 1; ; place += direction) {
      const hit = this.list.at(place)
      if (hit === undefined) return null
      if (fits(hit)) return { row: hit, number: place - this.list.first + 1 }
    }
  }

  has(row: number): boolean {
    return this.list.at(this.list.placeOf(row)) === row
  }

  /** Until more has been looked through. */
  progress(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  remove(row: number): void {
    const place = this.list.placeOf(row)
    if (this.list.at(place) !== row) return
    const behind: number[] = []
    while (this.list.end > place) {
      const last = this.list.last
      this.list.pop()
      if (last !== undefined && last !== row) behind.push(last)
    }
    for (const kept of behind.reverse()) this.list.push(kept)
  }

  dropBefore(first: number): void {
    this.list.dropBefore(first)
    this.#looked = Math.max(this.#looked, first)
    this.#handed = Math.max(this.#handed, first)
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#endSearcher()
    this.#goOn()
  }

  #goOn(): void {
    for (const resolve of this.#waiting.splice(0)) resolve()
  }

  #endSearcher(): void {
    this.#searcher?.close()
    this.#searcher = undefined
  }

  #handOut(): void {
    const expression = this.#expression
    if (!expression || this.#failure) return
    while (this.#underWay < AHEAD && this.#handed < this.#store.end) {
      const from = this.#handed
      const slice = this.#store.slice(from, this.#slices < 2 ? FIRST_BYTES : SLICE_BYTES)
      if (!slice) {
        // A seam. What is under way lies before it.
        this.#handed += 1
        if (this.#underWay === 0) this.#looked = this.#handed
        continue
      }
      this.#slices += 1
      this.#handed += slice.rows
      this.#underWay += 1
      this.#searcher ??= startSearcher()
      void this.#look(expression, from, slice, this.#number)
    }
    if (this.#underWay === 0) this.#looked = this.#handed
  }

  async #look(
    expression: RegExp,
    from: number,
    slice: { readonly bytes: Uint8Array<ArrayBuffer>; readonly rows: number },
    number: number,
  ): Promise<void> {
    try {
      const hits = await this.#searcher?.look(expression, slice.bytes, slice.rows)
      if (number !== this.#number || !hits) return
      const before = this.list.end
      const isFirst = this.list.length === 0
      for (const hit of hits) {
        const row = from + hit
        if (row >= this.#store.first && !this.#store.isOverwritten(row)) this.list.push(row)
      }
      this.#looked = from + slice.rows
      if (this.list.end > before) this.#listener.onHits(from, isFirst)
    } catch (error) {
      if (number !== this.#number) return
      this.#searcher = undefined
      this.#failure = error instanceof TooSlowError ? 'too-slow' : { words: String(error) }
    } finally {
      if (number === this.#number) {
        this.#underWay -= 1
        this.#handOut()
        this.#goOn()
        this.#listener.onChange()
      }
    }
  }
}
