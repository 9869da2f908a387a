import type { FleetWrite } from './shownFleet.ts'
import type { Seen } from './silence.ts'
import type { WarnFilter } from './warnings.ts'

/** In filters and facets, for clients of which the OS, device, status or site is not known. */
export const NOT_SAID = '-'

/** What of the fleet is shown. What is left out does not filter; an empty list leaves nothing. */
export interface FleetFilter {
  /** Words, all of which must occur in name, id, device or OS, in any case. */
  readonly q?: string | undefined
  /** Any of these. */
  readonly status?: readonly string[] | undefined
  readonly os?: readonly string[] | undefined
  readonly device?: readonly string[] | undefined
  readonly seen?: readonly Seen[] | undefined
  readonly warn?: WarnFilter | undefined
  /** A site as in the facets, or else the beginning of a name, in any case. */
  readonly site?: string | undefined
  /** The server's health, 0–100. Clients that have not reported have none. */
  readonly healthFrom?: number | undefined
  readonly healthTo?: number | undefined
  /** Age of the last heartbeat in ms. */
  readonly heardFrom?: number | undefined
  readonly heardTo?: number | undefined
  /** Only these clients. */
  readonly ids?: readonly string[] | undefined
}

export const FLEET_COLUMN_IDS = [
  'name',
  'id',
  'status',
  'seen',
  'device',
  'os',
  'tflops',
  'cpu',
  'memory',
  'storage',
  'health',
  'uptime',
  'created',
  'models',
  'site',
] as const
export type FleetColumnId = (typeof FLEET_COLUMN_IDS)[number]

export interface FleetSort {
  readonly id: FleetColumnId
  readonly desc: boolean
}

export const GROUP_BYS = ['status', 'device', 'os', 'site'] as const
export type GroupBy = (typeof GROUP_BYS)[number]

export interface FleetViewRequest {
  readonly filter: FleetFilter
  /** The first decides, among equals the next; at last name and id. What has no value is last in both directions. */
  readonly sorts: readonly FleetSort[]
  readonly group: GroupBy | null
  readonly locale: string
  /** By the server's clock. */
  readonly now: number
  readonly writes: readonly FleetWrite[]
}

/** A choice of a filter and how many rows it would leave, the other filters being as they are. */
export interface Facet {
  readonly value: string
  readonly count: number
}

export const FACETS = ['status', 'os', 'device', 'seen', 'warn', 'site'] as const
export type FleetFacets = Readonly<Record<(typeof FACETS)[number], readonly Facet[]>>

export const NO_FACETS: FleetFacets = { status: [], os: [], device: [], seen: [], warn: [], site: [] }

/** Sums over the rows that are shown; the means over those of them that have reported. */
export interface FleetGroup {
  readonly value: string
  readonly count: number
  /** By the status column: online or active. */
  readonly online: number
  readonly silent: number
  readonly warnings: number
  readonly tflops: number
  readonly cpu: number | null
  readonly memory: number | null
  readonly health: number | null
}

export interface FleetView {
  /** Indexes into the table, filtered and sorted. */
  readonly order: Uint32Array<ArrayBuffer>
  readonly facets: FleetFacets
  /** 1 for each row of the table whose name another one has too; too short where that is not known yet. */
  readonly repeated: Uint8Array<ArrayBuffer>
  /** The largest first; none without `group`. */
  readonly groups: readonly FleetGroup[]
}
