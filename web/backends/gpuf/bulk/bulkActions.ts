import type { QueryClient } from '@tanstack/react-query'
import type { Endpoint } from '@/net/endpoint.ts'
import { clients } from '../queries.ts'
import { pendingWrite, readAgain, sendClientEdit } from '../queriesWrites.ts'
import { addWrites } from '../queriesAddWrites.ts'
import { usePendingWrites, writesOf } from '../queriesPending.ts'
import type { Client, ClientStatus } from '../schema/client.ts'
import { forgetInvalid, rememberInvalid } from '../schema/invalidClients.ts'
import { withPending } from '../schema/pendingWrites.ts'
import { createBulkEngine, type BulkEngine } from './bulkEngine.ts'
import { createBulkMemory } from './bulkMemory.ts'
import type { BulkChange, BulkPlan, EditValues } from './bulkPlan.ts'
import type { BulkRun } from './bulkRun.ts'
import { useAllBulkRuns } from './bulkRuns.ts'
import { planUndo } from './bulkUndo.ts'

let engine: BulkEngine | undefined
let queryClient: QueryClient | undefined

/** The runs of this tab: made when first asked for, and never ended while the page lives. */
export function bulkRuns(cache: QueryClient): BulkEngine {
  queryClient = cache
  engine ??= startEngine()
  return engine
}

function startEngine(): BulkEngine {
  const memory = createBulkMemory(() => sessionStorage)
  const started = createBulkEngine({
    send: (at, clientId, to, signal) => sendClientEdit(at, clientId, changesOf(to), signal),
    pending: ({ clientId, from, to }, at) => {
      const { name = '', status = '', os = '' } = from
      const write = pendingWrite(clientId, changesOf(to), { name, status, os: os === '' ? null : os })
      return write && { ...write, at }
    },
    addWrites: (server, writes) => addWrites({ id: server }, writes),
    look,
    onValidity(at, rows) {
      const now = Date.now()
      const gone = rows.filter(({ to }) => to.validStatus === 'invalid')
      rememberInvalid(
        at,
        gone.map(({ clientId, name }) => ({ id: clientId, name, at: now })),
      )
      forgetInvalid(
        at,
        rows.flatMap(({ clientId, to }) => (to.validStatus === 'valid' ? [clientId] : [])),
      )
    },
    show: (runs) => useAllBulkRuns.setState({ runs }),
    keep: (run) => noteKept(run.id, memory.keep(run)),
    forget: (id) => memory.forget(id),
    now: Date.now,
  })
  started.restore(memory.all())
  usePendingWrites.subscribe(({ byServer }, before) => {
    for (const [server, writes] of Object.entries(byServer)) {
      if (writes !== before.byServer[server]) started.settle(server, writes)
    }
  })
  window.addEventListener('pagehide', () => started.keepNow())
  return started
}

async function look(at: Endpoint): Promise<((clientId: string) => boolean) | undefined> {
  if (!queryClient) return undefined
  try {
    const { table } = await queryClient.fetchQuery({ ...clients(at), staleTime: 0 })
    void readAgain(at, queryClient, ['clientStatus', 'clientRow', 'client', 'stat'])
    return (clientId) => table.indexOf(clientId) >= 0
  } catch {
    // The page's own notice tells of a list that cannot be had.
    return undefined
  }
}

function changesOf({ name, status, os, validStatus }: EditValues) {
  return {
    ...(name === undefined ? {} : { name }),
    // An undo writes back what the server said itself, which may be a word that nobody documented.
    ...(status === undefined ? {} : { status: status as ClientStatus }),
    ...(os === undefined ? {} : { os }),
    ...(validStatus === undefined ? {} : { validStatus }),
  }
}

/** Begins to write what was planned; goes on whatever page is shown. Returns the run's id. */
export function startBulkEdit(at: Endpoint, cache: QueryClient, plan: BulkPlan, change: BulkChange): string {
  return bulkRuns(cache).start(
    at,
    { kind: 'edit', change },
    plan.edits.map((edit) => ({ ...edit, state: { kind: 'waiting' } })),
  )
}

/** Writes back what a run changed, as far as it still is as the run left it. Rejects where the list cannot be had. */
export async function startBulkUndo(at: Endpoint, cache: QueryClient, run: BulkRun): Promise<string> {
  const { table } = await cache.fetchQuery({ ...clients(at), staleTime: 0 })
  const writes = new Map(writesOf(at).map((write) => [write.clientId, write]))
  const now = Date.now()
  const find = (id: string): Client | undefined => {
    const client = table.client(table.indexOf(id))
    return client && withPending(client, writes.get(id), now)
  }
  return bulkRuns(cache).start(at, { kind: 'undo', of: run.id }, planUndo(run.rows, find))
}

/** Notes whether a run would outlive a reload. */
function noteKept(id: string, isKept: boolean): void {
  useAllBulkRuns.setState(({ unkept }) => {
    if (unkept.includes(id) !== isKept) return {}
    return { unkept: isKept ? unkept.filter((other) => other !== id) : [...unkept, id] }
  })
}
