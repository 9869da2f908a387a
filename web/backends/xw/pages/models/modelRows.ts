import type { Endpoint } from '@/net/endpoint.ts'
import type { CatalogModel, Downloaded, DownloadedList, ModelDetail, ModelList } from '../../schema/model.ts'
import type { Engine } from '../../schema/engine.ts'
import type { ModelsSearch } from '../../paths.ts'

/** One model on one server. */
export interface ModelOnServer {
  readonly at: Endpoint
  /** Null where the server has it on its disk but not in its catalogue. */
  readonly catalog: CatalogModel | null
  readonly downloaded: Downloaded | null
  /** As the server says; `downloaded` where only its disk knows the model. */
  readonly status: string
  /** The server has detected a device that the model supports. */
  readonly isSuitable: boolean
  /** Of before this page was loaded. */
  readonly isKept?: boolean
}

/** One model over all servers. */
export interface ModelRow {
  readonly id: string
  readonly on: readonly ModelOnServer[]
  readonly statuses: readonly string[]
  readonly devices: readonly string[]
  /** All that the detail names; until it is known, those that the servers would take by themselves. */
  readonly engines: readonly string[]
  /** Real bytes on disk, smallest and largest over the servers; null where it is on no disk. */
  readonly realSize: { readonly from: number; readonly to: number } | null
  readonly estimatedBytes: number | null
  readonly sources: readonly string[]
  /** Null while the detail is not known: family and capabilities are in no list. */
  readonly detail: RowDetail | null
}

/** As much of a model's detail as the catalogue shows and filters by. */
export type RowDetail = Pick<ModelDetail, 'family' | 'capabilities' | 'supportedEngines'>

interface Said<T> {
  readonly at: Endpoint
  readonly data: T
  readonly isKept?: boolean
}

/** Joins what all servers say by model id. Both lists may lack servers that did not answer. */
export function joinModels(
  catalogues: readonly Said<ModelList>[],
  disks: readonly Said<DownloadedList>[],
  details: ReadonlyMap<string, RowDetail>,
): readonly ModelRow[] {
  const byModel = new Map<string, ModelOnServer[]>()
  const add = (id: string, on: ModelOnServer): void => {
    const known = byModel.get(id)
    if (known) known.push(on)
    else byModel.set(id, [on])
  }
  const onDisk = new Map(disks.map(({ at, data }) => [at.id, newestById(data)]))

  for (const { at, data, isKept = false } of catalogues) {
    const detected = new Set(data.detectedDevices)
    for (const catalog of data.models) {
      add(catalog.id, {
        at,
        catalog,
        downloaded: onDisk.get(at.id)?.get(catalog.id) ?? null,
        status: catalog.status,
        isSuitable: catalog.supportedDevices.some((type) => detected.has(type)),
        ...(isKept && { isKept }),
      })
    }
  }
  for (const { at, isKept = false } of disks) {
    for (const [id, downloaded] of onDisk.get(at.id) ?? []) {
      if (byModel.get(id)?.some((on) => on.at.id === at.id)) continue
      add(id, { at, catalog: null, downloaded, status: 'downloaded', isSuitable: false, ...(isKept && { isKept }) })
    }
  }
  return [...byModel].map(([id, on]) => rowOf(id, on, details.get(id) ?? null)).sort((a, b) => compare(a.id, b.id))
}

/** A server may have several tags of a model; the one downloaded last is what it runs. */
function newestById(list: DownloadedList): ReadonlyMap<string, Downloaded> {
  const newest = new Map<string, Downloaded>()
  for (const one of list) {
    const known = newest.get(one.id)
    if (known === undefined || (one.modifiedAt ?? 0) > (known.modifiedAt ?? 0)) newest.set(one.id, one)
  }
  return newest
}

function rowOf(id: string, on: readonly ModelOnServer[], detail: ModelRow['detail']): ModelRow {
  const real = on.flatMap(({ downloaded }) => downloaded?.sizeBytes ?? [])
  const estimated = on.flatMap(({ catalog }) => catalog?.sizeBytes ?? [])
  return {
    id,
    on,
    statuses: unique(on.map(({ status }) => status)),
    devices: unique(on.flatMap(({ catalog }) => catalog?.supportedDevices ?? [])),
    engines: unique(detail === null ? defaultEngines(on) : Object.values(detail.supportedEngines).flatMap(names)),
    realSize: real.length === 0 ? null : { from: Math.min(...real), to: Math.max(...real) },
    estimatedBytes: estimated.length === 0 ? null : Math.max(...estimated),
    sources: unique(on.flatMap(({ catalog, downloaded }) => catalog?.source ?? downloaded?.source ?? [])),
    detail,
  }
}

/** A server can name another default engine at each call: a filter by it alone would let rows come and go. */
function defaultEngines(on: readonly ModelOnServer[]): readonly string[] {
  return names(on.flatMap(({ catalog, downloaded }) => catalog?.defaultEngine ?? downloaded?.defaultEngine ?? []))
}

function names(engines: readonly Engine[]): readonly string[] {
  return engines.map(({ engine }) => engine)
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)].sort(compare)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/**
 * The rows that fit the search. Within one filter any of the chosen fits, over several filters all must; a status
 * counts on the chosen servers only. A model whose detail is not known fits no family and no capability.
 */
export function filterModels(rows: readonly ModelRow[], search: ModelsSearch): readonly ModelRow[] {
  const words = (search.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return rows.filter((row) => {
    const on = row.on.filter(({ at }) => chosen(search.server, (id) => id === at.id))
    if (on.length === 0) return false
    const text = [
      row.id,
      ...row.sources,
      row.detail?.family ?? '',
      ...on.map(({ catalog }) => catalog?.description ?? ''),
    ]
      .join('\n')
      .toLowerCase()
    return (
      words.every((word) => text.includes(word)) &&
      chosen(search.status, (status) => on.some((one) => one.status === status)) &&
      chosen(search.device, (type) => row.devices.includes(type)) &&
      chosen(search.engine, (engine) => row.engines.includes(engine)) &&
      chosen(search.family, (family) => row.detail?.family === family) &&
      chosen(search.capability, (capability) => row.detail?.capabilities.includes(capability) ?? false)
    )
  })
}

function chosen(list: readonly string[] | undefined, has: (word: string) => boolean): boolean {
  return list === undefined || list.length === 0 || list.some(has)
}

/** A filter's choices, with how many models each has. */
export function choicesOf(
  rows: readonly ModelRow[],
  wordsOf: (row: ModelRow) => readonly string[],
): readonly { readonly value: string; readonly count: number }[] {
  const counts = new Map<string, number>()
  for (const row of rows) for (const word of new Set(wordsOf(row))) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => compare(a.value, b.value))
}

/** Real bytes where the model is on a disk, else the server's estimate. */
export function sizeOf(row: ModelRow): number | null {
  return row.realSize?.to ?? row.estimatedBytes
}
