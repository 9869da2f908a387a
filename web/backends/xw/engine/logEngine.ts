import { readByteStream } from '@/net/byteStream.ts'
import type { LinesHeard } from '@/net/heldLines.ts'
import { type LogFilter, logLimits, type LogQuery, type LogState } from '../schema/logRow.ts'
import { LogHits } from './logHits.ts'
import { levelNumber } from './logLevel.ts'
import { LogReading, PAUSE_MS } from './logReading.ts'
import { copyRows, pieceOf, readRow } from './logRows.ts'
import { LogStore } from './logStore.ts'
import { type ArgsOf, type LogOperation, type LogWork, noFilter, type Place, type ResultOf } from './logWork.ts'
import { RowList } from './rowList.ts'

type Handlers = {
  readonly [O in LogOperation]: (args: ArgsOf<O>, work: LogWork) => ResultOf<O> | Promise<ResultOf<O>>
}

const TELL_EVERY_MS = 100
/** Reading gives way to questions after so long. */
const TURN_MS = 8

/** One log: reads it, keeps it within its bounds, and answers for the page. Knows no thread. */
export class LogEngine implements Handlers {
  readonly #store: LogStore
  readonly #tell: (state: LogState) => void
  /** The rows shown, in order. */
  #shown = new RowList()
  readonly #hits: LogHits
  #filter: LogFilter = noFilter
  #levels = new Set<number>()
  #filterNumber = 0
  #errors = 0
  #identity: string | null = null
  #seams = 0
  #reading: LogReading | null = null
  #heard: LinesHeard | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #isClosed = false
  /** The page knows of lines; before it does, it could be given none that it can go to. */
  #hasToldLines = false

  constructor(tell: (state: LogState) => void, limits: { readonly bytes: number; readonly rows: number } = logLimits) {
    this.#tell = tell
    this.#store = new LogStore(
      {
        onRow: (row) => this.#onRow(row),
        onOverwritten: (row) => this.#onOverwritten(row),
        onDropped: (first) => this.#onDropped(first),
      },
      limits,
    )
    this.#hits = new LogHits(this.#store, {
      onHits: (from, isFirst) => {
        this.#onHits(from)
        if (isFirst) this.#tellNow()
      },
      onChange: () => this.#changed(),
    })
  }

  async read({ call, identity }: ArgsOf<'read'>, { signal, onOpen }: LogWork): Promise<null> {
    let reading: LogReading | null = null
    let pause: ReturnType<typeof setTimeout> | undefined
    let turnAt = performance.now()
    const waitForPause = () => {
      clearTimeout(pause)
      pause = setTimeout(() => {
        reading?.pause()
        this.#hits.warmUp()
        this.#changed()
      }, PAUSE_MS)
    }
    try {
      await readByteStream(
        call,
        {
          onOpen: () => {
            const isOther = this.#identity !== null && identity !== null && identity !== this.#identity
            this.#identity = identity ?? this.#identity
            reading = new LogReading(this.#store, { openedAt: Date.now(), isOther })
            this.#reading = reading
            waitForPause()
            onOpen()
          },
          onBytes: async (bytes) => {
            reading?.take(bytes)
            if (reading?.isCatchingUp) waitForPause()
            this.#changed()
            if (performance.now() - turnAt < TURN_MS) return
            await otherTasks()
            turnAt = performance.now()
          },
        },
        signal,
      )
      this.#reading?.end()
      return null
    } finally {
      clearTimeout(pause)
      // What a drop left behind the anchor is of no use: the next connection brings it again.
      this.#reading = null
      this.#changed()
    }
  }

  filter({ filter, near }: ArgsOf<'filter'>): ResultOf<'filter'> {
    const before = this.#filter
    const isOther = !sameQuery(filter.query, before.query)
    this.#filter = filter
    if (isOther) this.#hits.search(filter.query)
    const hides = filter.onlyHits && filter.query !== null
    const hid = before.onlyHits && before.query !== null
    // A search marks lines and changes none: choosing among a million of them anew would hold up its first hits.
    if (hides || hid || !sameLevels(filter.levels, before.levels)) {
      this.#levels = new Set(filter.levels.map((level) => levelNumber[level]))
      this.#rebuild()
    }
    this.#changed()
    return { filterNumber: this.#filterNumber, pos: near === null ? null : this.#shown.placeOf(near) }
  }

  rows({ from, count }: ArgsOf<'rows'>): ResultOf<'rows'> {
    const rows = []
    for (let pos = Math.max(from, this.#shown.first); pos < Math.min(from + count, this.#end); pos += 1) {
      const number = this.#rowAt(pos)
      const row = readRow(this.#store, number, pos, this.#hits.has(number))
      if (row) rows.push(row)
    }
    return { filterNumber: this.#filterNumber, rows }
  }

  async next({ row, what, direction, text }: ArgsOf<'next'>): Promise<Place | null> {
    if (what === 'error') return this.#nextError(row, direction)
    while (this.#filter.query?.text !== text) await this.#hits.progress()
    while (this.#filter.query?.text === text) {
      const found = this.#hits.next(row, direction, (hit) => this.#isOfLevel(hit))
      if (found) return { pos: this.#shown.placeOf(found.row), row: found.row, hit: found.number }
      if (this.#hits.state.kind !== 'running') return null
      await this.#hits.progress()
    }
    return null
  }

  nearest({ at }: ArgsOf<'nearest'>): Place | null {
    let low = this.#shown.first
    let high = this.#shown.end - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      const time = this.#store.timeOf(this.#shown.at(middle) ?? -1)
      if (time === null || time <= at) low = middle
      else high = middle - 1
    }
    const row = this.#shown.at(low)
    return row === undefined ? null : { pos: low, row, hit: null }
  }

  place({ row }: ArgsOf<'place'>): Place | null {
    const pos = this.#shown.placeOf(row)
    const found = this.#shown.at(pos)
    return found === undefined ? null : { pos, row: found, hit: null }
  }

  piece({ row, from, bytes }: ArgsOf<'piece'>): ResultOf<'piece'> {
    return pieceOf(this.#store, row, from, bytes)
  }

  copy({ from, to, withTimes }: ArgsOf<'copy'>): ResultOf<'copy'> {
    const rows = []
    for (let pos = Math.max(from, this.#shown.first); pos < Math.min(to, this.#end); pos += 1)
      rows.push(this.#rowAt(pos))
    return copyRows(this.#store, rows, withTimes)
  }

  save(): Blob {
    return this.#store.blob()
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
    this.#hits.close()
  }

  #nextError(row: number, direction: 1 | -1): Place | null {
    const { first, end } = this.#store
    const onlyHits = this.#filter.onlyHits && this.#filter.query !== null
    for (let one = Math.min(Math.max(row + direction, first - 1), end); one >= first && one < end; one += direction) {
      if (!this.#store.beginsError(one) || !this.#isShown(one) || (onlyHits && !this.#hits.has(one))) continue
      return { pos: this.#shown.placeOf(one), row: one, hit: null }
    }
    return null
  }

  /** Behind the last place, the row without an end included. */
  get #end(): number {
    return this.#shown.end + (this.#store.hasOpenRow && !this.#isFiltered ? 1 : 0)
  }

  get #isFiltered(): boolean {
    return this.#levels.size > 0 || (this.#filter.onlyHits && this.#filter.query !== null)
  }

  #rowAt(pos: number): number {
    return this.#shown.at(pos) ?? this.#store.end
  }

  #isOfLevel(row: number): boolean {
    return this.#levels.size === 0 || this.#levels.has(this.#store.levelOf(row))
  }

  #isShown(row: number): boolean {
    if (this.#store.isOverwritten(row)) return false
    if (this.#store.seamOf(row)) return true
    return this.#isOfLevel(row)
  }

  #onRow(row: number): void {
    if (this.#store.beginsError(row)) this.#errors += 1
    if (this.#store.seamOf(row)) this.#seams += 1
    this.#hear(row)
    if (this.#filter.onlyHits && this.#filter.query) {
      if (this.#store.seamOf(row) && this.#hits.looked >= row) this.#shown.push(row)
    } else if (this.#isShown(row)) this.#shown.push(row)
    this.#hits.more()
  }

  #onOverwritten(row: number): void {
    const again: number[] = []
    while (this.#shown.length > 0 && (this.#shown.last ?? -1) >= row) {
      const last = this.#shown.last
      this.#shown.pop()
      if (last !== undefined && last !== row) again.push(last)
    }
    for (const kept of again.reverse()) this.#shown.push(kept)
    this.#hits.remove(row)
  }

  #onDropped(first: number): void {
    this.#shown.dropBefore(first)
    this.#hits.dropBefore(first)
  }

  /** The search has found more, in rows from this one on. */
  #onHits(from: number): void {
    if (!this.#filter.onlyHits) return
    for (let place = this.#hits.list.placeOf(from); place < this.#hits.list.end; place += 1) {
      const row = this.#hits.list.at(place)
      if (row !== undefined && this.#isShown(row)) this.#shown.push(row)
    }
  }

  #rebuild(): void {
    this.#filterNumber += 1
    this.#shown = new RowList()
    if (this.#filter.onlyHits && this.#filter.query) {
      this.#onHits(0)
      return
    }
    for (let row = this.#store.first; row < this.#store.end; row += 1) if (this.#isShown(row)) this.#shown.push(row)
  }

  #changed(): void {
    if (this.#isClosed) return
    if (this.#timer !== undefined) {
      if (!this.#hasToldLines && this.#end > this.#shown.first) this.#tellNow()
      return
    }
    // Told once at the beginning of a stretch, and from then on at most so often.
    this.#tellNow()
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      if (!this.#isClosed) this.#tellNow()
    }, TELL_EVERY_MS)
  }

  #tellNow(): void {
    const state = this.#state()
    this.#hasToldLines = state.end > state.first
    this.#tell(state)
    this.#heard = null
  }

  /** Each line says when it was written: what is kept back on its way shows by that. */
  #hear(row: number): void {
    if (this.#reading?.isCatchingUp !== false || !this.#store.isStamped(row)) return
    const written = this.#store.timeOf(row)
    if (written === null) return
    const { at, firstAt, lastAt, lines } = this.#heard ?? {
      at: performance.now(),
      firstAt: written,
      lastAt: written,
      lines: 0,
    }
    this.#heard = { at, firstAt: Math.min(firstAt, written), lastAt: Math.max(lastAt, written), lines: lines + 1 }
  }

  #state(): LogState {
    const { first, end, bytes, dropped } = this.#store
    return {
      filterNumber: this.#filterNumber,
      first: this.#shown.first,
      end: this.#end,
      lines: end - first + (this.#store.hasOpenRow ? 1 : 0),
      bytes,
      errors: this.#errors,
      dropped,
      keptFrom: dropped > 0 ? this.#store.timeOf(first) : null,
      isCatchingUp: this.#reading?.isCatchingUp ?? false,
      search: this.#hits.state,
      seams: this.#seams,
      heard: this.#heard,
    }
  }
}

function sameQuery(a: LogQuery | null, b: LogQuery | null): boolean {
  return a === b || (a !== null && b !== null && a.text === b.text && a.isPattern === b.isPattern)
}

function sameLevels(a: LogFilter['levels'], b: LogFilter['levels']): boolean {
  return a.length === b.length && a.every((level) => b.includes(level))
}

/** Lets what waits have its turn, at once, where a timer would wait. */
function otherTasks(): Promise<void> {
  if (typeof MessageChannel === 'undefined' || !('WorkerGlobalScope' in globalThis)) {
    return new Promise((resolve) => setTimeout(resolve))
  }
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
