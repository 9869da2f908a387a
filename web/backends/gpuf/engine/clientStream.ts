import type { BulkRest, BulkSink } from '@/net/bulk.ts'
import { JsonRowsError } from '@/lib/jsonRows.ts'
import { ListFinder } from '@/lib/jsonScan.ts'
import type { ClientCells, ClientColumnsBuilder } from '../schema/clientColumns.ts'
import { BYTES_BEHIND, ClientByteRows } from './clientBytes.ts'
import { emptyCells, readClientRow } from './clientRows.ts'
import { CLOSE_LIST, COMMA, valueEnd } from './jsonBytes.ts'

const LIST = ['data', 'devices'] as const
const FIRST_CAPACITY = 2 ** 17
const LONG_ROW = 2 ** 14

/** Reads a row that neither bytes nor hand know; throws where nobody does. */
type ReadOddRow = (row: unknown, index: number) => Promise<ClientCells>

interface OddRow {
  readonly row: unknown
  readonly index: number
}

/**
 * The client list as it comes, byte by byte: rows in the form that servers write go straight into columns, others
 * through `JSON.parse`, and those that are odd even then through the schema.
 */
export class ClientStream implements BulkSink {
  readonly path = LIST
  readonly #builder: ClientColumnsBuilder
  readonly #readOddRow: ReadOddRow
  readonly #rows: ClientByteRows
  readonly #cells = emptyCells()
  /** A sign a byte, so that places in the text are places in the bytes: nothing but ASCII is looked for. */
  readonly #byteSigns = new TextDecoder('latin1')
  readonly #finder = new ListFinder(LIST)
  readonly #around: Uint8Array[] = []
  #phase: 'before' | 'inside' | 'behind' = 'before'
  #buffer = new Uint8Array(FIRST_CAPACITY)
  #from = 0
  #to = 0
  /** Bytes before the buffer. */
  #passed = 0
  #count = 0
  #wants: 'row or end' | 'row' | 'comma or end' = 'row or end'
  /** A row that is longer than what came: looking again at each piece would take for ever. */
  #notBefore = 0

  constructor(builder: ClientColumnsBuilder, readOddRow: ReadOddRow) {
    this.#builder = builder
    this.#readOddRow = readOddRow
    this.#rows = new ClientByteRows(builder)
  }

  take(bytes: Uint8Array<ArrayBuffer>): void | Promise<void> {
    switch (this.#phase) {
      case 'before': {
        const inside = this.#finder.feed(this.#byteSigns.decode(bytes))
        if (inside === undefined) {
          this.#around.push(bytes.slice())
          return
        }
        const headEnd = bytes.length - inside.length
        this.#around.push(bytes.slice(0, headEnd))
        this.#passed = this.#around.reduce((sum, part) => sum + part.length, 0)
        this.#phase = 'inside'
        return this.#read(bytes.subarray(headEnd))
      }
      case 'inside':
        return this.#read(bytes)
      case 'behind':
        this.#around.push(bytes.slice())
    }
  }

  async end(): Promise<BulkRest> {
    if (this.#phase === 'inside') {
      const odd = this.#walk()
      if (odd) await this.#walkOn(odd)
    }
    if (this.#phase === 'inside') throw this.#fault()
    const restText = textOf(this.#around)
    try {
      return { rest: JSON.parse(restText), restText }
    } catch {
      throw new JsonRowsError('', restText, { row: null, offset: 0 })
    }
  }

  #read(bytes: Uint8Array): void | Promise<void> {
    this.#append(bytes)
    if (this.#to - this.#from < this.#notBefore) return
    const odd = this.#walk()
    if (odd) return this.#walkOn(odd)
  }

  async #walkOn(first: OddRow): Promise<void> {
    for (let odd: OddRow | undefined = first; odd; odd = this.#walk()) {
      this.#builder.add(await this.#readOddRow(odd.row, odd.index))
    }
  }

  #append(bytes: Uint8Array): void {
    if (this.#to + bytes.length + BYTES_BEHIND > this.#buffer.length) {
      const kept = this.#buffer.subarray(this.#from, this.#to)
      const needed = kept.length + bytes.length + BYTES_BEHIND
      if (needed > this.#buffer.length) {
        const grown = new Uint8Array(Math.max(needed, this.#buffer.length * 2))
        grown.set(kept)
        this.#buffer = grown
      } else this.#buffer.copyWithin(0, this.#from, this.#to)
      this.#passed += this.#from
      this.#to -= this.#from
      this.#from = 0
    }
    this.#buffer.set(bytes, this.#to)
    this.#to += bytes.length
    // Here everything stops.
    this.#buffer[this.#to] = 0
    this.#rows.setBytes(this.#buffer)
  }

  /** Up to the end of what came, or behind a row that needs the schema. */
  #walk(): OddRow | undefined {
    const buffer = this.#buffer
    this.#notBefore = 0
    for (;;) {
      while (isBlank(buffer[this.#from])) this.#from++
      if (this.#from >= this.#to) return undefined
      const sign = buffer[this.#from]
      if (sign === CLOSE_LIST && this.#wants !== 'row') {
        this.#around.push(buffer.slice(this.#from, this.#to))
        this.#phase = 'behind'
        return undefined
      }
      if (this.#wants === 'comma or end') {
        if (sign !== COMMA) throw this.#fault()
        this.#from++
        this.#wants = 'row'
        continue
      }
      const end = this.#rows.take(this.#from)
      if (end >= 0) {
        this.#pass(end)
        continue
      }
      const rowEnd = valueEnd(buffer, this.#from)
      if (rowEnd < 0) {
        const length = this.#to - this.#from
        this.#notBefore = length < LONG_ROW ? 0 : length * 2
        return undefined
      }
      const row = this.#parsed(rowEnd)
      this.#pass(rowEnd)
      if (!readClientRow(row, this.#cells)) return { row, index: this.#count - 1 }
      this.#builder.add(this.#cells)
    }
  }

  #pass(end: number): void {
    this.#from = end
    this.#count++
    this.#wants = 'comma or end'
  }

  #parsed(end: number): unknown {
    try {
      return JSON.parse(new TextDecoder().decode(this.#buffer.subarray(this.#from, end)))
    } catch {
      throw this.#fault()
    }
  }

  #fault(): JsonRowsError {
    const head = textOf(this.#around) + headOf(this.#count, this.#wants)
    const fragment = new TextDecoder().decode(this.#buffer.subarray(this.#from, this.#to))
    return new JsonRowsError(head, fragment, { row: this.#count, offset: this.#passed + this.#from })
  }
}

/** Stands for the rows that were good: with them the text is JSON as far as it goes. */
function headOf(count: number, wants: 'row or end' | 'row' | 'comma or end'): string {
  if (count === 0) return ''
  return wants === 'row' ? '0,' : '0'
}

function textOf(parts: readonly Uint8Array[]): string {
  const decoder = new TextDecoder()
  return [...parts.map((part) => decoder.decode(part, { stream: true })), decoder.decode()].join('')
}

function isBlank(sign: number | undefined): boolean {
  return sign === 32 || sign === 10 || sign === 13 || sign === 9
}
