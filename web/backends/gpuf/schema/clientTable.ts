import type { Client, LoadedModel } from './client.ts'
import { clientKey } from './values.ts'
import { findText, NO_SLOTS } from './textSlots.ts'

/** Texts joined into one string: 100,000 of them cross threads as one. */
export interface TextColumn {
  readonly text: string
  /** Where each text ends in `text`; it begins where the one before it ends. */
  readonly ends: Uint32Array<ArrayBuffer>
}

/** A word a row from a small dictionary; code 0 is always '' (nothing said). */
export interface WordColumn {
  readonly codes: Uint32Array<ArrayBuffer>
  readonly words: readonly string[]
}

/** The loaded models of all clients, one behind the other. */
export interface ModelColumns {
  /** Where each client's models end in the columns below. */
  readonly ends: Uint32Array<ArrayBuffer>
  readonly id: WordColumn
  /** '' for none. */
  readonly ownedBy: WordColumn
  /** Milliseconds since the epoch; NaN for none. */
  readonly createdAt: Float64Array<ArrayBuffer>
}

type Figures = Float64Array<ArrayBuffer>

/** The fleet as columns. What is null in a `Client` is '' in texts and NaN in times. */
export interface ClientColumns {
  readonly count: number
  readonly id: TextColumn
  readonly name: TextColumn
  readonly status: WordColumn
  readonly os: WordColumn
  readonly device: WordColumn
  readonly tflops: Figures
  readonly cpu: Figures
  readonly memory: Figures
  readonly storage: Figures
  readonly health: Figures
  readonly uptimeDays: Figures
  readonly lastOnline: Figures
  readonly createdAt: Figures
  /** 1 where the client has reported. */
  readonly reported: Uint8Array<ArrayBuffer>
  readonly models: ModelColumns
  /** Finds a row by its id; see `findText`. */
  readonly slots: Int32Array<ArrayBuffer>
}

export function textAt({ text, ends }: TextColumn, index: number): string {
  return text.slice(index === 0 ? 0 : ends[index - 1], ends[index])
}

export function wordAt({ codes, words }: WordColumn, index: number): string {
  return words[codes[index] ?? 0] ?? ''
}

const NO_MODELS: readonly LoadedModel[] = []

/** All clients of a fleet, of which a row becomes an object when somebody looks at it. */
export class ClientTable {
  readonly columns: ClientColumns
  readonly #clients = new Map<number, Client>()

  constructor(columns: ClientColumns) {
    this.columns = columns
  }

  get length(): number {
    return this.columns.count
  }

  /** The same object for the same index while the table lives. */
  client(index: number): Client | undefined {
    const known = this.#clients.get(index)
    if (known) return known
    if (!(index >= 0 && index < this.length)) return undefined
    const made = clientAt(this.columns, index)
    this.#clients.set(index, made)
    return made
  }

  idAt(index: number): string {
    return textAt(this.columns.id, index)
  }

  nameAt(index: number): string {
    return textAt(this.columns.name, index)
  }

  /** -1 for an id that is not in the table; in any case, with or without `0x`. */
  indexOf(id: string): number {
    return findText(this.columns.slots, clientKey(id), (index) => this.idAt(index))
  }

  /** Every row as an object: for small fleets and tests. */
  all(): readonly Client[] {
    return Array.from({ length: this.length }, (_, index) => clientAt(this.columns, index))
  }
}

function clientAt(columns: ClientColumns, index: number): Client {
  const figure = (column: Figures) => column[index] ?? Number.NaN
  return {
    id: textAt(columns.id, index),
    name: textAt(columns.name, index),
    status: wordAt(columns.status, index),
    os: wordAt(columns.os, index) || null,
    deviceName: wordAt(columns.device, index) || null,
    tflops: figure(columns.tflops),
    cpu: figure(columns.cpu),
    memory: figure(columns.memory),
    storage: figure(columns.storage),
    health: figure(columns.health),
    lastOnline: timeOf(figure(columns.lastOnline)),
    createdAt: timeOf(figure(columns.createdAt)),
    uptimeDays: figure(columns.uptimeDays),
    loadedModels: modelsAt(columns.models, index),
    reported: columns.reported[index] === 1,
  }
}

function modelsAt(models: ModelColumns, index: number): readonly LoadedModel[] {
  const start = index === 0 ? 0 : (models.ends[index - 1] ?? 0)
  const end = models.ends[index] ?? start
  if (start === end) return NO_MODELS
  return Array.from({ length: end - start }, (_, at) => ({
    id: wordAt(models.id, start + at),
    ownedBy: wordAt(models.ownedBy, start + at) || null,
    createdAt: timeOf(models.createdAt[start + at] ?? Number.NaN),
  }))
}

function timeOf(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

const NO_WORDS: WordColumn = { codes: new Uint32Array(0), words: [''] }
const NO_TEXTS: TextColumn = { text: '', ends: new Uint32Array(0) }
const NO_FIGURES: Figures = new Float64Array(0)

export const EMPTY_TABLE = new ClientTable({
  count: 0,
  id: NO_TEXTS,
  name: NO_TEXTS,
  status: NO_WORDS,
  os: NO_WORDS,
  device: NO_WORDS,
  tflops: NO_FIGURES,
  cpu: NO_FIGURES,
  memory: NO_FIGURES,
  storage: NO_FIGURES,
  health: NO_FIGURES,
  uptimeDays: NO_FIGURES,
  lastOnline: NO_FIGURES,
  createdAt: NO_FIGURES,
  reported: new Uint8Array(0),
  models: { ends: new Uint32Array(0), id: NO_WORDS, ownedBy: NO_WORDS, createdAt: NO_FIGURES },
  slots: NO_SLOTS,
})
