import type { Endpoint } from '@/net/endpoint.ts'
import type { Downloaded, DownloadedList, ModelList } from '../../schema/model.ts'
import { compareNames } from '../../schema/wire.ts'

/** One model on one server, as the server tells. */
export type Cell =
  | {
      readonly kind: 'downloaded'
      /** Real bytes; null where the server does not say. */
      readonly bytes: number | null
      /** False: it is on the disk, and the catalogue lacks it. */
      readonly isListed: boolean
    }
  /** The server says that it is being downloaded, by whomever. */
  | { readonly kind: 'locked' }
  | { readonly kind: 'absent' }
  /** Offered, but nothing on the server can run it. */
  | { readonly kind: 'no-chip' }
  /** The server's catalogue lacks it. */
  | { readonly kind: 'not-offered' }
  /** A state that nobody documented. */
  | { readonly kind: 'other'; readonly status: string }
  /** The server has not answered. */
  | { readonly kind: 'unknown' }

export interface MatrixColumn {
  readonly at: Endpoint
  /**
   * `aged`: it does not answer now, and what it said before is shown. `kept`: that was said before this page was
   * loaded, and it is being asked.
   */
  readonly state: 'there' | 'aged' | 'kept' | 'pending' | 'silent'
  readonly count: number
  /** Of those downloaded whose size is known. */
  readonly bytes: number
}

export interface MatrixRow {
  readonly id: string
  /** In the order of the columns. */
  readonly cells: readonly Cell[]
  /** Real where it is on any disk, else the largest estimate; null where nobody knows. */
  readonly sizeBytes: number | null
  readonly isSizeReal: boolean
  /** So many servers have it. */
  readonly on: number
  /** Some server that has answered has it, and some has not. */
  readonly differs: boolean
}

export interface Matrix {
  readonly columns: readonly MatrixColumn[]
  readonly rows: readonly MatrixRow[]
}

/** All that is known of one server. */
export interface ServerSaid {
  readonly at: Endpoint
  readonly catalogue: ModelList | undefined
  readonly disk: DownloadedList | undefined
  readonly isFailing: boolean
  /** Some of it was said before this page was loaded, and not since. */
  readonly isKept?: boolean
}

export function buildMatrix(servers: readonly ServerSaid[]): Matrix {
  const read = servers.map(readServer)
  const ids = new Set(read.flatMap(({ cells }) => [...cells.keys()]))
  const missing = read.map(({ isKnown }): Cell => ({ kind: isKnown ? 'not-offered' : 'unknown' }))
  const rows = [...ids].sort(compareNames).map((id): MatrixRow => {
    const cells = read.map((server, index): Cell => server.cells.get(id) ?? missing[index] ?? { kind: 'unknown' })
    const real = cells.flatMap((cell) => (cell.kind === 'downloaded' ? (cell.bytes ?? []) : []))
    const estimates = read.flatMap(({ estimates }) => estimates.get(id) ?? [])
    const on = cells.filter(({ kind }) => kind === 'downloaded').length
    const known = cells.filter(({ kind }) => kind !== 'unknown').length
    const sizes = real.length > 0 ? real : estimates
    return {
      id,
      cells,
      sizeBytes: sizes.length === 0 ? null : Math.max(...sizes),
      isSizeReal: real.length > 0,
      on,
      differs: on > 0 && on < known,
    }
  })
  const columns = servers.map(({ at, catalogue, disk, isFailing, isKept = false }, index): MatrixColumn => {
    const downloaded = [...(read[index]?.cells.values() ?? [])].filter((cell) => cell.kind === 'downloaded')
    const isKnown = catalogue !== undefined || disk !== undefined
    return {
      at,
      state: isKnown ? (isFailing ? 'aged' : isKept ? 'kept' : 'there') : isFailing ? 'silent' : 'pending',
      count: downloaded.length,
      bytes: downloaded.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
    }
  })
  return { columns, rows }
}

interface ReadServer {
  readonly cells: ReadonlyMap<string, Cell>
  readonly estimates: ReadonlyMap<string, number>
  /** What is in neither list is not offered; without the catalogue nobody knows. */
  readonly isKnown: boolean
}

function readServer({ catalogue, disk }: ServerSaid): ReadServer {
  const cells = new Map<string, Cell>()
  const estimates = new Map<string, number>()
  const onDisk = new Map((disk ?? []).map((one): [string, Downloaded] => [one.id, one]))
  const detected = new Set(catalogue?.detectedDevices)
  for (const { id, status, supportedDevices, sizeBytes } of catalogue?.models ?? []) {
    if (sizeBytes !== null) estimates.set(id, sizeBytes)
    const isSuitable = supportedDevices.some((type) => detected.has(type))
    cells.set(id, cellOf(status, onDisk.get(id), isSuitable))
  }
  for (const { id, sizeBytes } of onDisk.values()) {
    if (!cells.has(id)) cells.set(id, { kind: 'downloaded', bytes: sizeBytes, isListed: catalogue === undefined })
  }
  return { cells, estimates, isKnown: catalogue !== undefined }
}

function cellOf(status: string, onDisk: Downloaded | undefined, isSuitable: boolean): Cell {
  if (status === 'downloading') return { kind: 'locked' }
  if (status === 'downloaded' || onDisk) return { kind: 'downloaded', bytes: onDisk?.sizeBytes ?? null, isListed: true }
  if (status !== 'not_downloaded') return { kind: 'other', status }
  return { kind: isSuitable ? 'absent' : 'no-chip' }
}
