import { create } from 'zustand'
import type { Endpoint } from '@/net/endpoint.ts'
import type { BulkRun } from './bulkRun.ts'

interface AllRuns {
  readonly runs: readonly BulkRun[]
  /** Ids of those that a reload would lose: the tab's storage refuses them, mostly for their size. */
  readonly unkept: readonly string[]
}

/** All runs of this tab, the latest first. Light: what the top bar and the guard against leaving need. */
export const useAllBulkRuns = create<AllRuns>(() => ({ runs: [], unkept: [] }))

const byServer = new WeakMap<readonly BulkRun[], Map<string, readonly BulkRun[]>>()

/** The runs of one connection, the latest first; the same array while they are the same. */
export function useBulkRuns(at: Pick<Endpoint, 'id'>): readonly BulkRun[] {
  return useAllBulkRuns(({ runs }) => {
    const servers = byServer.get(runs) ?? new Map<string, readonly BulkRun[]>()
    byServer.set(runs, servers)
    const known = servers.get(at.id) ?? runs.filter(({ server }) => server === at.id)
    servers.set(at.id, known)
    return known
  })
}

/** Where runs outlive a reload of the page: in this tab alone, which is the one that can go on with them. */
export const BULK_MEMORY_PREFIX = 'quarterdeck.gpuf.bulk/'

/** Whether this tab remembers runs from before a reload. */
export function hasBulkMemory(): boolean {
  try {
    return Object.keys(sessionStorage).some((key) => key.startsWith(BULK_MEMORY_PREFIX))
  } catch {
    return false
  }
}
