import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import type { Endpoint } from '@/net/endpoint.ts'
import { isProblem, type Problem } from '@/net/problem.ts'
import { findClient, showClient } from './client.ts'
import {
  editClient as sendEdit,
  insertClient as sendInsert,
  insertModel as sendModel,
  type ClientChanges,
  type NewClient,
} from './clientRegister.ts'
import { addWrites } from './queriesAddWrites.ts'
import { settleReads, writesOf } from './queriesPending.ts'
import type { Client } from './schema/client.ts'
import type { FleetModelDraft } from './schema/fleetModel.ts'
import {
  CONFIRM_WITHIN_MS,
  settleWrites,
  WRITTEN_FIELDS,
  type FormerValues,
  type PendingWrite,
  type WrittenFields,
} from './schema/pendingWrites.ts'

/** A write as it is kept until a read shows it; null where nothing of it shows in the list. */
export function pendingWrite(
  clientId: string,
  changes: ClientChanges,
  before: Pick<Client, 'name' | 'status' | 'os'> | undefined,
): PendingWrite | null {
  const { name, status, os } = changes
  const fields: WrittenFields = {
    ...(name === undefined ? {} : { name }),
    ...(status === undefined ? {} : { status }),
    ...(os === undefined ? {} : { os: os === '' ? null : os }),
  }
  const written = WRITTEN_FIELDS.filter((field) => fields[field] !== undefined)
  if (written.length === 0) return null
  const former: FormerValues | undefined =
    before && Object.fromEntries(written.map((field) => [field, [before[field]]]))
  return { clientId, fields, ...(former && { former }), at: Date.now(), confirmed: false, overwrittenBy: null }
}

type Resource = 'clients' | 'clientStatus' | 'clientRow' | 'client' | 'stat'

export async function readAgain(
  at: Endpoint,
  queryClient: QueryClient,
  resources: readonly Resource[] = ['clients', 'clientStatus', 'clientRow', 'client', 'stat'],
): Promise<void> {
  await Promise.all(resources.map((resource) => queryClient.invalidateQueries({ queryKey: ['gpuf', at.id, resource] })))
}

/** What costs little to read again. */
const SMALL = ['clientRow', 'client', 'stat'] as const satisfies readonly Resource[]

/** When a write is looked for after it was accepted: one row each time, for a list may be tens of megabytes. */
const LOOK_AFTER_MS = [2_000, 5_000, 10_000, 20_000, CONFIRM_WITHIN_MS - 1_000] as const

/** Looks for a write until a read shows it or its 30 s have passed; then the lists are read again, once. */
async function confirm(at: Endpoint, queryClient: QueryClient, write: PendingWrite): Promise<void> {
  const isOpen = () =>
    writesOf(at).some(
      ({ clientId, at: since, confirmed }) => clientId === write.clientId && since === write.at && !confirmed,
    )
  for (const after of LOOK_AFTER_MS) {
    await passed(write.at + after - Date.now())
    if (!isOpen()) return
    const row = await found(at, write.clientId)
    if (!row) continue
    const [left] = settleWrites([write], [row])
    if (left?.overtakenBy) settleReads(at, [row])
    if (left && !left.confirmed) continue
    // Lists first: where one is on screen it must not fall back to the old value.
    await readAgain(at, queryClient)
    settleReads(at, [row])
    return
  }
}

async function found(at: Endpoint, clientId: string): Promise<Client | null> {
  try {
    return await findClient(at, clientId)
  } catch {
    // Polls tell of a server that fails; here it only means that nothing is confirmed.
    return null
  }
}

function passed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))
}

export interface ClientEdit {
  readonly clientId: string
  readonly changes: ClientChanges
  /** The client as it was, so that a value of somebody else's can be told from an old one. */
  readonly before?: Pick<Client, 'name' | 'status' | 'os'>
}

/** Changes a client, and shows the written value as pending until a read confirms it. */
export function editClient(at: Endpoint, queryClient: QueryClient) {
  return mutationOptions<void, Problem, ClientEdit>({
    mutationKey: ['gpuf', at.id, 'editClient'],
    mutationFn: ({ clientId, changes }) => sendEdit(at, clientId, changes),
    onSuccess: (_nothing, { clientId, changes, before }) => {
      const write = pendingWrite(clientId, changes, before)
      if (write) {
        addWrites(at, [write])
        void confirm(at, queryClient, write)
      }
      // The list is read when a row has shown the write: a cache would only answer the old one, at length.
      return readAgain(at, queryClient, write ? SMALL : undefined)
    },
  })
}

/** One write of many: the caller keeps it as pending, and reads the lists again when all are through. */
export function sendClientEdit(
  at: Endpoint,
  clientId: string,
  changes: ClientChanges,
  signal: AbortSignal,
): Promise<void> {
  return sendEdit(at, clientId, changes, signal)
}

/** What the register knows of an id before anything is sent. */
export type IdStanding =
  | { readonly is: 'free' }
  | { readonly is: 'listed'; readonly client: Client }
  /** No list of this user has it, and yet the server tells of it: it is invalid, or another user's. */
  | { readonly is: 'elsewhere' }

/** The detail call answers 500 for an id that nobody has: that failure is the answer. */
export async function lookUpId(at: Endpoint, clientId: string, signal?: AbortSignal): Promise<IdStanding> {
  const client = await findClient(at, clientId, signal)
  if (client) return { is: 'listed', client }
  try {
    await showClient(at, clientId, signal)
    return { is: 'elsewhere' }
  } catch (error) {
    if (isProblem(error) && error.facts.kind === 'server' && error.facts.status === 500) return { is: 'free' }
    throw error
  }
}

/** Looked up as it is typed; what it says may have changed by the time of sending, which looks again. */
export function idStanding(at: Endpoint, clientId: string) {
  return queryOptions<IdStanding, Problem>({
    queryKey: ['gpuf', at.id, 'idStanding', clientId],
    queryFn: ({ signal }) => lookUpId(at, clientId, signal),
    staleTime: 10_000,
    gcTime: 30_000,
  })
}

export interface RegistrationRequest extends NewClient {
  /** Also where the id is invalid or another user's, which renames that client. */
  readonly anyway?: boolean
}

export type Registration =
  /** It is there already, and nothing was sent: registering would rename it. */
  | { readonly outcome: 'exists'; readonly client: Client }
  /** As `elsewhere` of `IdStanding`: nothing was sent. */
  | { readonly outcome: 'elsewhere' }
  /** Sent, and read back; some servers do not take the OS. */
  | { readonly outcome: 'registered'; readonly client: Client; readonly osIgnored: boolean }
  /** Sent, and the server said yes, but does not list it: its database may have refused, or its cache is old. */
  | { readonly outcome: 'unconfirmed' }

/** Registers a client: looks first and reads back, because the server says yes in every case. */
export function insertClient(at: Endpoint, queryClient: QueryClient) {
  return mutationOptions<Registration, Problem, RegistrationRequest>({
    mutationKey: ['gpuf', at.id, 'insertClient'],
    mutationFn: async ({ anyway = false, ...wanted }): Promise<Registration> => {
      const standing = await lookUpId(at, wanted.id)
      if (standing.is === 'listed') return { outcome: 'exists', client: standing.client }
      if (standing.is === 'elsewhere' && !anyway) return { outcome: 'elsewhere' }
      await sendInsert(at, wanted)
      return registrationOf(wanted, await findClient(at, wanted.id))
    },
    onSuccess: ({ outcome }) => (outcome === 'registered' ? readAgain(at, queryClient) : undefined),
  })
}

/** What a later look at the list says about a registration that was sent. */
export function registrationOf(wanted: Pick<NewClient, 'os'>, client: Client | null): Registration {
  if (!client) return { outcome: 'unconfirmed' }
  return { outcome: 'registered', client, osIgnored: (wanted.os ?? '') !== '' && client.os !== wanted.os }
}

/** Creates or updates a model of the register. */
export function insertModel(at: Endpoint, queryClient: QueryClient) {
  return mutationOptions<void, Problem, FleetModelDraft>({
    mutationKey: ['gpuf', at.id, 'insertModel'],
    mutationFn: (draft) => sendModel(at, draft),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['gpuf', at.id, 'fleetModels'] }),
  })
}
