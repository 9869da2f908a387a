import { firstFrom } from '@/lib/line.ts'
import { clientKey } from './values.ts'

/**
 * Heartbeats as columns: the rows of one client lie together, oldest first. NaN where a heartbeat did not say a value.
 */
export interface HistoryColumns {
  readonly ids: readonly string[]
  readonly names: readonly (string | null)[]
  /** Client `n` has the rows from `starts[n]` up to `starts[n + 1]`. */
  readonly starts: Uint32Array
  readonly t: Float64Array
  readonly cpu: Float64Array
  readonly memory: Float64Array
  readonly disk: Float64Array
  /** Bytes since the client's previous heartbeat, not a rate. */
  readonly up: Float64Array
  readonly down: Float64Array
  readonly outOfOrder: number
}

export type ColumnName = 't' | 'cpu' | 'memory' | 'disk' | 'up' | 'down'
const NAMES = ['t', 'cpu', 'memory', 'disk', 'up', 'down'] as const satisfies readonly ColumnName[]

const CHUNK = 1 << 16

interface Chunk {
  readonly client: Uint32Array
  readonly columns: Readonly<Record<ColumnName, Float64Array>>
  length: number
}

function chunk(): Chunk {
  const make = () => new Float64Array(CHUNK)
  return {
    client: new Uint32Array(CHUNK),
    columns: { t: make(), cpu: make(), memory: make(), disk: make(), up: make(), down: make() },
    length: 0,
  }
}

/** Takes heartbeats as they come, and sorts them by client and time. */
export class HistoryBuilder {
  readonly #codes = new Map<string, number>()
  readonly #ids: string[] = []
  readonly #names: (string | null)[] = []
  readonly #namedAt: number[] = []
  /** The time of each client's previous row, as they came. */
  readonly #previous: number[] = []
  readonly #chunks: Chunk[] = []
  #length = 0
  #outOfOrder = 0

  get length(): number {
    return this.#length
  }

  /** A number for a client's id, however it is spelt. */
  clientOf(id: string): number {
    const known = this.#codes.get(id)
    if (known !== undefined) return known
    const key = clientKey(id)
    const code = this.#codes.get(key) ?? this.#ids.length
    if (code === this.#ids.length) {
      this.#ids.push(key)
      this.#names.push(null)
      this.#namedAt.push(-Infinity)
      this.#previous.push(Infinity)
      this.#codes.set(key, code)
    }
    this.#codes.set(id, code)
    return code
  }

  /**
   * @param client from {@link clientOf}
   * @param values NaN for what was not said
   */
  add(
    client: number,
    name: string | null,
    t: number,
    cpu: number,
    memory: number,
    disk: number,
    up: number,
    down: number,
  ): void {
    if (t > (this.#previous[client] ?? Infinity)) this.#outOfOrder++
    this.#previous[client] = t
    if (name !== null && t > (this.#namedAt[client] ?? 0)) {
      this.#names[client] = name
      this.#namedAt[client] = t
    }
    const last = this.#chunks.at(-1)
    const into = last === undefined || last.length === CHUNK ? this.#next() : last
    const at = into.length
    const { columns } = into
    into.client[at] = client
    columns.t[at] = t
    columns.cpu[at] = cpu
    columns.memory[at] = memory
    columns.disk[at] = disk
    columns.up[at] = up
    columns.down[at] = down
    into.length = at + 1
    this.#length++
  }

  #next(): Chunk {
    const made = chunk()
    this.#chunks.push(made)
    return made
  }

  /** Takes over the rows of an earlier reading from `from` up to, but not including, `until`. */
  addEarlier(earlier: HistoryColumns, from: number, until: number): void {
    // Some of them may have been read again.
    this.#outOfOrder = Math.max(this.#outOfOrder, earlier.outOfOrder)
    for (const [index, id] of earlier.ids.entries()) {
      const start = earlier.starts[index] ?? 0
      const end = earlier.starts[index + 1] ?? 0
      const first = firstFrom(earlier.t, from, start, end)
      const client = this.clientOf(id)
      // Backwards, as a server sends them.
      for (let row = firstFrom(earlier.t, until, start, end) - 1; row >= first; row--) {
        this.add(
          client,
          earlier.names[index] ?? null,
          earlier.t[row] ?? 0,
          earlier.cpu[row] ?? Number.NaN,
          earlier.memory[row] ?? Number.NaN,
          earlier.disk[row] ?? Number.NaN,
          earlier.up[row] ?? Number.NaN,
          earlier.down[row] ?? Number.NaN,
        )
      }
    }
  }

  build(): HistoryColumns {
    const clients = this.#ids.length
    const starts = new Uint32Array(clients + 1)
    for (const { client, length } of this.#chunks) {
      for (let row = 0; row < length; row++) {
        const after = (client[row] ?? 0) + 1
        starts[after] = (starts[after] ?? 0) + 1
      }
    }
    for (let client = 0; client < clients; client++) {
      starts[client + 1] = (starts[client + 1] ?? 0) + (starts[client] ?? 0)
    }
    const make = () => new Float64Array(this.#length)
    const columns = { t: make(), cpu: make(), memory: make(), disk: make(), up: make(), down: make() }
    // The newest come first: filled from behind, each client's rows lie oldest first without being sorted.
    const next = starts.slice(1)
    const places = new Uint32Array(CHUNK)
    for (const part of this.#chunks) {
      for (let row = 0; row < part.length; row++) {
        const client = part.client[row] ?? 0
        const place = (next[client] ?? 0) - 1
        next[client] = place
        places[row] = place
      }
      for (const name of NAMES) {
        const from = part.columns[name]
        const to = columns[name]
        for (let row = 0; row < part.length; row++) to[places[row] ?? 0] = from[row] ?? 0
      }
    }
    for (let client = 0; client < clients; client++) sortRun(columns, starts[client] ?? 0, starts[client + 1] ?? 0)
    return { ids: this.#ids, names: this.#names, starts, ...columns, outOfOrder: this.#outOfOrder }
  }
}

function sortRun(columns: Readonly<Record<ColumnName, Float64Array>>, start: number, end: number): void {
  const { t } = columns
  let row = start + 1
  while (row < end && (t[row] ?? 0) >= (t[row - 1] ?? 0)) row++
  if (row >= end) return
  const order = Uint32Array.from({ length: end - start }, (_, index) => start + index)
  order.sort((a, b) => (t[a] ?? 0) - (t[b] ?? 0))
  for (const name of NAMES) {
    const column = columns[name]
    column.set(
      Float64Array.from(order, (from) => column[from] ?? 0),
      start,
    )
  }
}
