import type { Endpoint } from '@/net/endpoint.ts'
import { useConnections } from '@/kit/connections.ts'
import { CHANGES_AT_ONCE, clientChanges, withOwn, type Change, type Looks, type OwnWrite } from '../schema/changeLog.ts'
import type { Client } from '../schema/client.ts'
import type { ClientTable } from '../schema/clientTable.ts'
import { invalidClients } from '../schema/invalidClients.ts'
import { tableChanges } from '../schema/tableChanges.ts'
import { keepChanges } from './changeStore.ts'
import { ownWrites } from './ownWrites.ts'

/** So many are written in one go. */
const SLICE = 100

/** What became of all clients between two lists, found and kept slice by slice, so that nothing else waits. */
export async function recordChanges(
  at: Pick<Endpoint, 'id'>,
  before: ClientTable,
  after: ClientTable,
  looks: Looks,
): Promise<void> {
  const found: Change[] = []
  for (const slice of tableChanges(before, after, looks)) {
    found.push(...slice)
    if (found.length >= CHANGES_AT_ONCE) break
    await pause()
  }
  await keep(at, found.slice(0, CHANGES_AT_ONCE))
}

/** The same of one client. */
export async function recordRow(
  at: Pick<Endpoint, 'id'>,
  before: Client | null,
  after: Client | null,
  looks: Looks,
): Promise<void> {
  await keep(at, clientChanges(before, after, looks))
}

async function keep(at: Pick<Endpoint, 'id'>, found: readonly Change[]): Promise<void> {
  const changes = withOwn(found, [...ownWrites(at.id), ...madeInvalid(at)])
  for (let start = 0; start < changes.length; start += SLICE) {
    await keepChanges(at.id, changes.slice(start, start + SLICE))
    await pause()
  }
}

/** Clients that this browser made invalid leave the list because of it. */
function madeInvalid(at: Pick<Endpoint, 'id'>): readonly OwnWrite[] {
  const server = useConnections.getState().servers.find(({ kind, id }) => kind === 'gpuf' && id === at.id)
  if (server === undefined) return []
  return invalidClients(server).map((one) => ({ clientId: one.id, at: one.at, fields: { listed: 'no' } }))
}

/** Lets the browser draw and answer first. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}
