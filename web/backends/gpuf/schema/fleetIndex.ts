import { naturalCompare, NaturalTexts } from '@/lib/naturalOrder.ts'
import { textAt, type ClientColumns, type ClientTable, type TextColumn, type WordColumn } from './clientTable.ts'
import { repeatedNames } from './repeatedNames.ts'
import { siteOf } from './site.ts'

/** Places of values in their order, by row. */
export interface Ranks {
  readonly ranks: Uint32Array<ArrayBuffer>
  /** How many different values there are. */
  readonly distinct: number
}

/** The rank of what has no value: last in both directions. */
export const NO_RANK = 0xff_ff_ff_ff

/** What is worked out of a table once and kept with it, in one language. */
export interface FleetIndex {
  readonly table: ClientTable
  readonly columns: ClientColumns
  readonly locale: string
  /** By the name that is shown, then by id. */
  readonly byName: () => NaturalTexts
  readonly byId: () => Ranks
  readonly sites: () => WordColumn
  /** Names and ids in small letters, each followed by a line end. */
  readonly search: () => TextColumn
  /** 1 for rows whose name another one has too. */
  readonly repeated: () => Uint8Array<ArrayBuffer>
  readonly figureRanks: (id: FigureId) => Ranks
  readonly compare: (a: string, b: string) => number
}

const indexes = new WeakMap<ClientColumns, Map<string, FleetIndex>>()

export function fleetIndex(table: ClientTable, locale: string): FleetIndex {
  const known = indexes.get(table.columns) ?? new Map<string, FleetIndex>()
  indexes.set(table.columns, known)
  const index = known.get(locale) ?? makeIndex(table, locale)
  known.set(locale, index)
  return index
}

function makeIndex(table: ClientTable, locale: string): FleetIndex {
  const { columns } = table
  const figures = new Map<FigureId, Ranks>()
  return {
    table,
    columns,
    locale,
    compare: naturalCompare(locale),
    byName: once(() => new NaturalTexts(table.length, (row) => shownName(table, row), locale, idOrder(table))),
    byId: once(() => ranksOfIds(table)),
    sites: once(() => sitesOf(table)),
    repeated: once(() => repeatedNames(columns.name)),
    search: once(() => searchText(columns)),
    figureRanks: (id) => {
      const ranks = figures.get(id) ?? ranksOfFigures(columns, id)
      figures.set(id, ranks)
      return ranks
    },
  }
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

/** What a client without a name is called: the beginning of its id. */
export function nameShown(name: string, id: string): string {
  return name.trim() === '' ? id.slice(0, 12) : name
}

function shownName(table: ClientTable, row: number): string {
  const name = table.nameAt(row)
  return name === '' || name.trim() === '' ? nameShown(name, table.idAt(row)) : name
}

function idOrder(table: ClientTable): (a: number, b: number) => number {
  return (a, b) => {
    const left = table.idAt(a)
    const right = table.idAt(b)
    return left < right ? -1 : left > right ? 1 : 0
  }
}

function ranksOfIds(table: ClientTable): Ranks {
  const order = Uint32Array.from({ length: table.length }, (_, row) => row)
  const ids = Array.from(order, (row) => table.idAt(row))
  order.sort((a, b) => ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1))
  const ranks = new Uint32Array(order.length)
  for (const [rank, row] of order.entries()) ranks[row] = rank
  return { ranks, distinct: order.length }
}

function sitesOf(table: ClientTable): WordColumn {
  const codes = new Uint32Array(table.length)
  const words = ['']
  const known = new Map([['', 0]])
  for (let row = 0; row < table.length; row++) codes[row] = codeOf(siteOf(table.nameAt(row)), words, known)
  return { codes, words }
}

export function codeOf(word: string, words: string[], known: Map<string, number>): number {
  const code = known.get(word)
  if (code !== undefined) return code
  words.push(word)
  known.set(word, words.length - 1)
  return words.length - 1
}

function searchText(columns: ClientColumns): TextColumn {
  const { count } = columns
  const parts: string[] = []
  const ends = new Uint32Array(count)
  let end = 0
  for (let row = 0; row < count; row++) {
    const part = searched(textAt(columns.name, row), textAt(columns.id, row))
    parts.push(part)
    end += part.length
    ends[row] = end
  }
  return { text: parts.join(''), ends }
}

/** What of a client is searched, beside its device and its OS. */
export function searched(name: string, id: string): string {
  return `${name.toLowerCase()}\n${id.toLowerCase()}\n`
}

export type FigureId = 'tflops' | 'cpu' | 'memory' | 'storage' | 'health' | 'uptime' | 'seen' | 'created' | 'models'

function ranksOfFigures(columns: ClientColumns, id: FigureId): Ranks {
  switch (id) {
    case 'tflops':
    case 'cpu':
    case 'memory':
    case 'storage':
    case 'health':
      return ranksOf(columns[id], columns.reported)
    case 'uptime':
      return ranksOf(columns.uptimeDays, columns.reported)
    case 'seen':
      return ranksOf(columns.lastOnline)
    case 'created':
      return ranksOf(columns.createdAt)
    case 'models': {
      const { ends } = columns.models
      return ranksOf(Float64Array.from(ends, (end, row) => end - (row === 0 ? 0 : (ends[row - 1] ?? 0))))
    }
  }
}

/** @param reported where it is 0, there is no value */
function ranksOf(values: Float64Array, reported?: Uint8Array): Ranks {
  const present = new Float64Array(values.length)
  let count = 0
  const has = (row: number) => reported?.[row] !== 0 && !Number.isNaN(values[row])
  for (let row = 0; row < values.length; row++) if (has(row)) present[count++] = values[row] ?? 0
  const sorted = present.subarray(0, count).sort()
  let distinct = 0
  for (let at = 0; at < count; at++) {
    if (distinct === 0 || sorted[at] !== sorted[distinct - 1]) sorted[distinct++] = sorted[at] ?? 0
  }
  const ranks = new Uint32Array(values.length)
  for (let row = 0; row < values.length; row++) {
    ranks[row] = has(row) ? placeOf(sorted, distinct, values[row] ?? 0) : NO_RANK
  }
  return { ranks, distinct }
}

function placeOf(sorted: Float64Array, length: number, value: number): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** The places of words by their codes; '' has none. */
export function ranksOfWords({ codes, words }: WordColumn, compare: (a: string, b: string) => number): Ranks {
  const order = Array.from(words.keys())
    .filter((code) => words[code] !== '')
    .sort((a, b) => compare(words[a] ?? '', words[b] ?? ''))
  const places = new Uint32Array(words.length).fill(NO_RANK)
  let place = -1
  let before: string | undefined
  for (const code of order) {
    const word = words[code] ?? ''
    if (before === undefined || compare(before, word) !== 0) place++
    places[code] = place
    before = word
  }
  return { ranks: codes.map((code) => places[code] ?? NO_RANK), distinct: place + 1 }
}
