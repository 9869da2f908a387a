import type { LogSeam } from '../schema/logRow.ts'
import { movesLines, readStamp } from './logBytes.ts'
import { rowMoves } from './logMoves.ts'
import { ERROR, LevelGuesser } from './logLevel.ts'

/** A stretch of rows: their bytes as they came, and where each begins. */
interface Block {
  firstRow: number
  rows: number
  bytes: Uint8Array
  used: number
  /** Behind the last row that has its end; what follows is of one that has none yet. */
  rowsEnd: number
  offsets: Uint32Array
  times: Float64Array
  flags: Uint8Array
  seam: LogSeam | null
}

const LEVEL = 0b111
const STAMPED = 1 << 3
/** Another row has taken its place on the terminal. */
const OVERWRITTEN = 1 << 4
/** The row was too long and goes on in the next one. */
const CONTINUES = 1 << 5
/** The first line of an error, where several lines are one. */
const BEGINS = 1 << 6

const BLOCK_BYTES = 1024 * 1024
/** What a block begins with: most logs are small. */
const FIRST_BYTES = 32 * 1024
/** What has no line end for this long is cut: the oldest must be able to fall out. */
const MAX_ROW_BYTES = 16 * 1024 * 1024
/** Errors further apart than this are two. */
const SAME_ERROR_MS = 1000

export interface StoreListener {
  onRow(row: number): void
  onOverwritten(row: number): void
  /** Rows before this one are gone. */
  onDropped(firstRow: number): void
}

/** A view into a block; nobody may keep it beyond the turn. */
export interface RowBytes {
  readonly bytes: Uint8Array
  /** Where the text begins, behind the server's time. */
  readonly textFrom: number
  readonly isOpen: boolean
}

/**
 * One log: its bytes as they came, in blocks, and of each row where it begins, its time and its level. Costs 13 bytes
 * a row beside the text. A row ends at LF; how the bytes came makes no difference.
 */
export class LogStore {
  readonly #blocks: Block[] = []
  readonly #guesser = new LevelGuesser()
  readonly #listener: StoreListener
  readonly #limits: { readonly bytes: number; readonly rows: number }
  #open: Block
  /** Where in the open block the row that has no end yet begins. */
  #rowFrom = 0
  /** No ESC in the open block before this place, from its open row on. */
  #escapeAt = -1
  #lastTime = Number.NaN
  #lastStampedRow = -1
  #bytes = 0
  #dropped = 0
  /** By row: the newest row that has drawn over it, and on which of its lines. */
  readonly #drawnOver = new Map<number, { readonly by: number; readonly line: number }>()

  constructor(listener: StoreListener, limits: { readonly bytes: number; readonly rows: number }) {
    this.#listener = listener
    this.#limits = limits
    this.#open = newBlock(0)
    this.#blocks.push(this.#open)
  }

  /** Rows that have their end, seams included, behind the last of them. */
  get end(): number {
    return this.#open.firstRow + this.#open.rows
  }

  get first(): number {
    return this.#blocks[0]?.firstRow ?? 0
  }

  get bytes(): number {
    return this.#bytes
  }

  get dropped(): number {
    return this.#dropped
  }

  /** The last row with a time of its own; -1 where there is none. */
  get lastStampedRow(): number {
    return this.#lastStampedRow
  }

  get hasOpenRow(): boolean {
    return this.#rowFrom < this.#open.used
  }

  append(bytes: Uint8Array): void {
    let from = 0
    while (from < bytes.length) {
      if (this.#open.used === this.#open.bytes.length) this.#makeRoom()
      const { used, bytes: into } = this.#open
      const part = bytes.subarray(from, Math.min(bytes.length, from + into.length - used))
      into.set(part, used)
      this.#open.used = used + part.length
      this.#bytes += part.length
      this.#endRows(used)
      from += part.length
    }
    this.#trim()
  }

  /** The row that has no line end is whole all the same: nothing more of it will come. */
  finishRow(): void {
    if (!this.hasOpenRow) return
    this.#endRow(this.#open.used, 0)
    // In a block only the last row may be without its line end.
    this.#seal()
    this.#start(newBlock(this.end))
  }

  /** Takes back the row that has no end: the server sends it again from its beginning. */
  forgetOpenRow(): void {
    this.#bytes -= this.#open.used - this.#rowFrom
    this.#open.used = this.#rowFrom
  }

  addSeam(seam: LogSeam): void {
    this.finishRow()
    this.#seal()
    const firstRow = this.end
    const block: Block = { ...newBlock(firstRow, 0), seam, rows: 1 }
    block.offsets = new Uint32Array(1)
    block.times = new Float64Array([this.#lastTime])
    block.flags = new Uint8Array(1)
    this.#start(block)
    this.#start(newBlock(firstRow + 1))
    this.#guesser.reset()
    this.#listener.onRow(firstRow)
  }

  /** So many lines came with the history behind the last seam. */
  countSeam(lines: number): void {
    const block = this.#blocks.findLast(({ seam }) => seam !== null)
    if (block?.seam) block.seam = { ...block.seam, lines }
  }

  clear(): void {
    const next = this.end
    this.#blocks.length = 0
    this.#bytes = 0
    this.#rowFrom = 0
    this.#lastStampedRow = -1
    this.#lastTime = Number.NaN
    this.#drawnOver.clear()
    this.#guesser.reset()
    this.#start(newBlock(next))
    this.#listener.onDropped(next)
  }

  levelOf(row: number): number {
    return this.#flagsOf(row) & LEVEL
  }

  isOverwritten(row: number): boolean {
    return (this.#flagsOf(row) & OVERWRITTEN) !== 0
  }

  beginsError(row: number): boolean {
    return (this.#flagsOf(row) & BEGINS) !== 0
  }

  isStamped(row: number): boolean {
    return (this.#flagsOf(row) & STAMPED) !== 0
  }

  timeOf(row: number): number | null {
    const block = this.#blockOf(row)
    const at = row === this.end ? this.#openRowTime() : block?.times[row - block.firstRow]
    return at === undefined || Number.isNaN(at) ? null : at
  }

  seamOf(row: number): LogSeam | null {
    return this.#blockOf(row)?.seam ?? null
  }

  drawnOverOf(row: number): { readonly by: number; readonly line: number } | undefined {
    return this.#drawnOver.get(row)
  }

  /** A row without its line end; `end` names the row that has none yet. */
  rowBytes(row: number): RowBytes | null {
    const isOpen = row === this.end
    const block = isOpen ? this.#open : this.#blockOf(row)
    if (!block) return null
    const from = isOpen ? this.#rowFrom : (block.offsets[row - block.firstRow] ?? 0)
    let to = isOpen ? block.used : rowEnd(block, row)
    if (!isOpen && block.bytes[to - 1] === 0x0a && to > from) to -= 1
    const bytes = block.bytes.subarray(from, to)
    return { bytes, textFrom: readStamp(bytes, 0, bytes.length)?.length ?? 0, isOpen }
  }

  /** A copy of as many whole rows from `row` on as fit into so many bytes, at least one; null for a seam. */
  slice(row: number, maxBytes: number): { readonly bytes: Uint8Array<ArrayBuffer>; readonly rows: number } | null {
    const block = this.#blockOf(row)
    if (!block || block.seam) return null
    const from = block.offsets[row - block.firstRow] ?? 0
    let last = row
    const end = block.firstRow + block.rows
    while (last + 1 < end && rowEnd(block, last + 1) - from <= maxBytes) last += 1
    return { bytes: block.bytes.slice(from, rowEnd(block, last)), rows: last + 1 - row }
  }

  /** All that is kept, as it came. */
  blob(): Blob {
    const parts = this.#blocks.map(({ bytes, used }) => new Uint8Array(bytes.subarray(0, used)))
    return new Blob(parts, { type: 'text/plain;charset=utf-8' })
  }

  #flagsOf(row: number): number {
    const block = this.#blockOf(row)
    return block?.flags[row - block.firstRow] ?? 0
  }

  #openRowTime(): number {
    return readStamp(this.#open.bytes, this.#rowFrom, this.#open.used)?.at ?? this.#lastTime
  }

  #blockOf(row: number): Block | undefined {
    let low = 0
    let high = this.#blocks.length - 1
    while (low <= high) {
      const middle = (low + high) >>> 1
      const block = this.#blocks[middle]
      if (!block || row < block.firstRow) high = middle - 1
      else if (row >= block.firstRow + block.rows) low = middle + 1
      else return block
    }
    return undefined
  }

  #endRows(from: number): void {
    const bytes = this.#open.bytes.subarray(0, this.#open.used)
    let at = from
    for (;;) {
      const feed = bytes.indexOf(0x0a, at)
      if (feed === -1) return
      at = feed + 1
      this.#endRow(at, 0)
    }
  }

  #endRow(end: number, more: number): void {
    const block = this.#open
    const from = this.#rowFrom
    const stamp = readStamp(block.bytes, from, end)
    const textFrom = from + (stamp?.length ?? 0)
    const { level, isOwn } = this.#guesser.guess(block.bytes, textFrom, end)
    const row = block.firstRow + block.rows
    if (stamp) this.#lastStampedRow = row
    const before = this.#lastTime
    if (stamp) this.#lastTime = stamp.at
    const begins = level === ERROR && this.#isNewError(row, isOwn, this.#lastTime - before)
    if (block.rows === block.offsets.length) grow(block)
    block.offsets[block.rows] = from
    block.times[block.rows] = this.#lastTime
    block.flags[block.rows] = level | (stamp ? STAMPED : 0) | (begins ? BEGINS : 0) | more
    block.rows += 1
    block.rowsEnd = end
    this.#rowFrom = end
    if (this.#hasEscape(textFrom, end) && movesLines(block.bytes, textFrom, end)) this.#follow(row)
    this.#listener.onRow(row)
  }

  /** Whether there is an ESC before `end`. Looked for once in a stretch, not once in each row. */
  #hasEscape(from: number, end: number): boolean {
    if (this.#escapeAt < from) {
      const { bytes, used } = this.#open
      const found = bytes.subarray(from, used).indexOf(0x1b)
      this.#escapeAt = found === -1 ? used : from + found
    }
    return this.#escapeAt < end
  }

  #isNewError(row: number, isOwn: boolean, sinceMs: number): boolean {
    const before = row - 1
    if (before < this.first || this.levelOf(before) !== ERROR) return true
    return isOwn && !(sinceMs < SAME_ERROR_MS)
  }

  /** A row that goes up takes the place of rows before it, or draws over them and comes back. */
  #follow(row: number): void {
    const bytes = this.rowBytes(row)
    const moved = bytes && rowMoves(bytes.bytes.subarray(bytes.textFrom))
    if (!moved) return
    const above = this.#above(row, moved.up)
    if (moved.kind === 'replaces') {
      for (const gone of above) this.#setFlag(gone, OVERWRITTEN)
      for (const gone of above) this.#listener.onOverwritten(gone)
      return
    }
    if (moved.isEmpty && above.length > 0) this.#setFlag(row, OVERWRITTEN)
    for (const line of moved.lines) {
      const over = above[-line - 1]
      if (over === undefined) continue
      this.#drawnOver.delete(over)
      this.#drawnOver.set(over, { by: row, line })
    }
    for (const oldest of this.#drawnOver.keys()) {
      if (this.#drawnOver.size <= MAX_DRAWN_OVER) break
      this.#drawnOver.delete(oldest)
    }
  }

  /** The nearest rows above that are still seen, nearest first. */
  #above(row: number, count: number): number[] {
    const above: number[] = []
    for (let one = row - 1; above.length < count && one >= this.first && !this.seamOf(one); one -= 1) {
      if (!this.isOverwritten(one)) above.push(one)
    }
    return above
  }

  #setFlag(row: number, flag: number): void {
    const block = this.#blockOf(row)
    if (!block) return
    const index = row - block.firstRow
    block.flags[index] = (block.flags[index] ?? 0) | flag
  }

  /** The open block is full. What has its end stays; the rest moves on, or gets more room where it is one long row. */
  #makeRoom(): void {
    const block = this.#open
    if (block.rows === 0 || block.bytes.length < BLOCK_BYTES) {
      if (block.rows === 0 && block.used >= MAX_ROW_BYTES) {
        this.#endRow(block.used, CONTINUES)
        this.#seal()
        this.#start(newBlock(this.end))
        return
      }
      const bytes = new Uint8Array(Math.max(FIRST_BYTES, block.bytes.length * 2))
      bytes.set(block.bytes)
      block.bytes = bytes
      return
    }
    const rest = block.bytes.slice(this.#rowFrom, block.used)
    block.used = this.#rowFrom
    this.#seal()
    const next = newBlock(this.end, Math.max(FIRST_BYTES, rest.length * 2))
    next.bytes.set(rest)
    next.used = rest.length
    this.#start(next)
  }

  #start(block: Block): void {
    this.#blocks.push(block)
    this.#open = block
    this.#rowFrom = 0
    this.#escapeAt = -1
  }

  /** No more comes into the open block: what it has too much is given back. */
  #seal(): void {
    const block = this.#open
    if (block.rows === 0 && block.used === 0) {
      this.#blocks.pop()
      this.#open = this.#blocks.at(-1) ?? block
      if (this.#open === block) this.#blocks.push(block)
      return
    }
    if (block.used < block.bytes.length) block.bytes = block.bytes.slice(0, block.used)
    block.offsets = block.offsets.slice(0, block.rows)
    block.times = block.times.slice(0, block.rows)
    block.flags = block.flags.slice(0, block.rows)
  }

  #trim(): void {
    let isTrimmed = false
    while (this.#blocks.length > 1 && (this.#bytes > this.#limits.bytes || this.end - this.first > this.#limits.rows)) {
      const oldest = this.#blocks.shift()
      this.#bytes -= oldest?.used ?? 0
      this.#dropped += oldest?.seam ? 0 : (oldest?.rows ?? 0)
      isTrimmed = true
    }
    if (isTrimmed) this.#listener.onDropped(this.first)
  }
}

const MAX_DRAWN_OVER = 4096

function rowEnd(block: Block, row: number): number {
  const index = row - block.firstRow
  return index + 1 < block.rows ? (block.offsets[index + 1] ?? 0) : block.rowsEnd
}

function newBlock(firstRow: number, size = FIRST_BYTES): Block {
  return {
    firstRow,
    rows: 0,
    bytes: new Uint8Array(size),
    used: 0,
    rowsEnd: 0,
    offsets: new Uint32Array(256),
    times: new Float64Array(256),
    flags: new Uint8Array(256),
    seam: null,
  }
}

function grow(block: Block): void {
  const size = Math.max(16, block.offsets.length * 2)
  const offsets = new Uint32Array(size)
  offsets.set(block.offsets)
  const times = new Float64Array(size)
  times.set(block.times)
  const flags = new Uint8Array(size)
  flags.set(block.flags)
  block.offsets = offsets
  block.times = times
  block.flags = flags
}
