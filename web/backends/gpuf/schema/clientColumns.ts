import type { Client } from './client.ts'
import { ClientTable, type ClientColumns } from './clientTable.ts'
import { FigureBuilder, TextBuilder, WordBuilder } from './columnBuilders.ts'
import { ModelsBuilder, type ModelCells } from './modelsBuilder.ts'
import { hashOf, TextSlots } from './textSlots.ts'

const FIRST_CAPACITY = 1024

/** A row as it is put into columns: '' for a text that is missing, NaN for a time. */
export interface ClientCells {
  id: string
  name: string
  status: string
  os: string
  device: string
  tflops: number
  cpu: number
  memory: number
  storage: number
  health: number
  uptimeDays: number
  lastOnline: number
  createdAt: number
  reported: boolean
  models: readonly ModelCells[]
}

const NO_MODELS: readonly ModelCells[] = []

/** The id that is looked for. */
interface Probe {
  bytes: Uint8Array
  from: number
  to: number
}

/** Collects rows. A client that comes twice is one row: what was heard of last, in the place of the first. */
export class ClientColumnsBuilder {
  readonly id = new TextBuilder()
  readonly name = new TextBuilder()
  readonly status = new WordBuilder()
  readonly os = new WordBuilder()
  readonly device = new WordBuilder()
  readonly tflops = new FigureBuilder()
  readonly cpu = new FigureBuilder()
  readonly memory = new FigureBuilder()
  readonly storage = new FigureBuilder()
  readonly health = new FigureBuilder()
  readonly uptimeDays = new FigureBuilder()
  readonly lastOnline = new FigureBuilder()
  readonly createdAt = new FigureBuilder()
  readonly models = new ModelsBuilder()
  readonly #slots = new TextSlots()
  #reported = new Uint8Array(FIRST_CAPACITY)
  #probe: Probe = { bytes: new Uint8Array(0), from: 0, to: 0 }
  #duplicates = 0

  get duplicates(): number {
    return this.#duplicates
  }

  /** With those of the same client counted again. */
  get rows(): number {
    return this.id.count + this.#duplicates
  }

  add(cells: ClientCells): void {
    const { id, lastOnline } = cells
    const row = this.#rowFor(hashOf(id), lastOnline, (other) => this.id.at(other) === id)
    if (row < 0) return
    this.models.putDownAll(cells.models)
    if (row === this.id.count) {
      this.id.add(id)
      this.name.add(cells.name)
      this.models.add(row)
    } else {
      this.name.replace(row, cells.name)
      this.models.replace(row)
    }
    this.status.set(row, this.status.codeOf(cells.status))
    this.os.set(row, this.os.codeOf(cells.os))
    this.device.set(row, this.device.codeOf(cells.device))
    this.tflops.set(row, cells.tflops)
    this.cpu.set(row, cells.cpu)
    this.memory.set(row, cells.memory)
    this.storage.set(row, cells.storage)
    this.health.set(row, cells.health)
    this.uptimeDays.set(row, cells.uptimeDays)
    this.lastOnline.set(row, lastOnline)
    this.createdAt.set(row, cells.createdAt)
    this.setReported(row, cells.reported)
  }

  /**
   * Where a client belongs: behind the others, in the place of an older row of its own, or -1 for nowhere.
   *
   * @param bytes of its id, ASCII
   */
  rowOf(hash: number, lastOnline: number, bytes: Uint8Array, from: number, to: number): number {
    const probe = this.#probe
    probe.bytes = bytes
    probe.from = from
    probe.to = to
    return this.#rowFor(hash, lastOnline, this.#isProbed)
  }

  readonly #isProbed = (row: number): boolean => this.id.has(row, this.#probe.bytes, this.#probe.from, this.#probe.to)

  #rowFor(idHash: number, lastOnline: number, isSame: (row: number) => boolean): number {
    const row = this.id.count
    const known = this.#slots.note(idHash, row, isSame)
    if (known < 0) return row
    this.#duplicates++
    return (lastOnline || 0) > (this.lastOnline.at(known) || 0) ? known : -1
  }

  setReported(row: number, isReported: boolean): void {
    if (row >= this.#reported.length) {
      const grown = new Uint8Array(this.#reported.length * 4)
      grown.set(this.#reported)
      this.#reported = grown
    }
    this.#reported[row] = isReported ? 1 : 0
  }

  finish(): ClientColumns {
    const { count } = this.id
    return {
      count,
      slots: this.#slots.finish(),
      id: this.id.finish(),
      name: this.name.finish(),
      status: this.status.finish(count),
      os: this.os.finish(count),
      device: this.device.finish(count),
      tflops: this.tflops.finish(count),
      cpu: this.cpu.finish(count),
      memory: this.memory.finish(count),
      storage: this.storage.finish(count),
      health: this.health.finish(count),
      uptimeDays: this.uptimeDays.finish(count),
      lastOnline: this.lastOnline.finish(count),
      createdAt: this.createdAt.finish(count),
      reported: this.#reported.subarray(0, count),
      models: this.models.finish(count),
    }
  }
}

export function cellsOf(client: Client): ClientCells {
  return {
    id: client.id,
    name: client.name,
    status: client.status,
    os: client.os ?? '',
    device: client.deviceName ?? '',
    tflops: client.tflops,
    cpu: client.cpu,
    memory: client.memory,
    storage: client.storage,
    health: client.health,
    uptimeDays: client.uptimeDays,
    lastOnline: client.lastOnline ?? Number.NaN,
    createdAt: client.createdAt ?? Number.NaN,
    reported: client.reported,
    models:
      client.loadedModels.length === 0
        ? NO_MODELS
        : client.loadedModels.map(({ id, ownedBy, createdAt }) => ({
            id,
            ownedBy: ownedBy ?? '',
            createdAt: createdAt ?? Number.NaN,
          })),
  }
}

/** A table of clients that are objects already: for small lists and tests. */
export function tableOf(clients: readonly Client[]): ClientTable {
  const builder = new ClientColumnsBuilder()
  for (const client of clients) builder.add(cellsOf(client))
  return new ClientTable(builder.finish())
}
