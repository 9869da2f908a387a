import { queryOptions } from '@tanstack/react-query'
import type { ChipMeasure, ChipReading } from '@/kit/machine.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { listClients } from './client.ts'
import { clients } from './queries.ts'
import type { Gpu } from './schema/client.ts'
import type { ClientTable } from './schema/clientTable.ts'
import { type GpuMetric, type Limits, metricOf, readingOf } from './schema/limits.ts'
import { sameName } from './schema/sameName.ts'

/** As much of a client as names it. */
export interface NamedClient {
  readonly id: string
  readonly name: string
}

/** For so long a name stays whose it was. */
const NAME_HOLDS_MS = 5 * 60_000
/** As many as one looks through for the right one. */
export const CANDIDATES_AT_MOST = 20

/**
 * The clients of exactly this name, in any case. A list that was read lately is looked through; else the server is
 * asked for those whose name contains it: a fleet of 100,000 is never read for it.
 */
export function clientsNamed(at: Endpoint, name: string) {
  return queryOptions({
    queryKey: ['gpuf', at.id, 'named', name.trim().toLowerCase()] as const,
    queryFn: async ({ signal, client: queryClient }): Promise<readonly NamedClient[]> => {
      const known = queryClient.getQueryState(clients(at).queryKey)
      const isFresh = known?.data !== undefined && Date.now() - known.dataUpdatedAt < NAME_HOLDS_MS
      const table = isFresh ? known.data?.table : (await listClients(at, { name: name.trim() }, signal)).table
      return table === undefined ? [] : rowsWhere(table, (one) => sameName(one, name))
    },
    staleTime: NAME_HOLDS_MS,
    refetchInterval: NAME_HOLDS_MS,
  })
}

export interface LikeNames {
  readonly first: readonly NamedClient[]
  /** Of all that match. */
  readonly total: number
}

/** The first clients whose name contains a text, by name. */
export function clientsLike(at: Endpoint, text: string) {
  return queryOptions({
    queryKey: ['gpuf', at.id, 'like', text.trim().toLowerCase()] as const,
    queryFn: async ({ signal }): Promise<LikeNames> => {
      const { table } = await listClients(at, { name: text.trim() }, signal)
      const wanted = text.trim().toLowerCase()
      const all = rowsWhere(table, (name) => name.toLowerCase().includes(wanted))
      const first = all.toSorted((a, b) => (a.name < b.name ? -1 : 1)).slice(0, CANDIDATES_AT_MOST)
      return { first, total: all.length }
    },
    staleTime: 30_000,
  })
}

function rowsWhere(table: ClientTable, isWanted: (name: string) => boolean): NamedClient[] {
  const found: NamedClient[] = []
  for (let index = 0; index < table.length; index++) {
    const name = table.nameAt(index)
    if (isWanted(name)) found.push({ id: table.idAt(index), name })
  }
  return found
}

/** What a GPU does now, beside the limits of its kind, as any backend's page can show it. */
export function gpuReading(gpu: Gpu, limits: Limits): ChipReading {
  const measure = (metric: GpuMetric): ChipMeasure | null => {
    const reading = readingOf(metric, metricOf(gpu, metric), limits[metric])
    switch (reading.kind) {
      case 'unknown':
        return null
      case 'exceeds':
        return { value: reading.value, level: reading.level, limit: reading.limit }
      case 'within':
      case 'implausible':
        return { value: reading.value, level: reading.kind, limit: null }
    }
  }
  return {
    temperature: measure('temperature'),
    usage: measure('usage'),
    memory: measure('memory'),
    power: measure('power'),
  }
}
