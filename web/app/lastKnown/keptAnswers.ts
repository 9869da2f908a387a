import type { QueryKey } from '@tanstack/react-query'
import type { Clients } from '@/backends/gpuf/schema/clients.ts'
import { ClientTable } from '@/backends/gpuf/schema/clientTable.ts'
import { KEEP_LIMITS } from './keptLimits.ts'
import { sizeOf } from './sizeOf.ts'
import { withoutSecrets } from './withoutSecrets.ts'

/** What the overview and the main pages stand on. No prompt, no log, nothing of one client or one model alone. */
const kept: Readonly<Record<string, ReadonlySet<string>>> = {
  xw: new Set([
    'health',
    'version',
    'devices',
    'supported-devices',
    'models',
    'downloaded',
    'instances',
    'config',
    'updates',
  ]),
  gpuf: new Set(['stat', 'clients', 'monitor', 'fleetModels']),
}

/** Parts of a question that ask for all there is. */
function asksForAll(part: unknown): boolean {
  return part === null || part === 'current' || (typeof part === 'object' && Object.keys(part ?? {}).length === 0)
}

/** The resource that is kept of a query; undefined where it is none of those that are. */
export function keptResource([kind, server, resource, ...rest]: QueryKey): string | undefined {
  if (typeof kind !== 'string' || typeof server !== 'string' || typeof resource !== 'string') return undefined
  return kept[kind]?.has(resource) && rest.every(asksForAll) ? resource : undefined
}

export type Packed =
  | { readonly kind: 'packed'; readonly data: unknown; readonly bytes: number }
  | { readonly kind: 'too-big'; readonly bytes: number }

/** An answer in a form that a database takes, without what looks like a secret. */
export function pack(resource: string, data: unknown): Packed {
  if (resource === 'clients') {
    const { table, ...rest } = data as Clients
    const columns = { ...rest, columns: table.columns }
    const bytes = sizeOf(columns, KEEP_LIMITS.columnBytes)
    return bytes > KEEP_LIMITS.columnBytes ? { kind: 'too-big', bytes } : { kind: 'packed', data: columns, bytes }
  }
  const bytes = sizeOf(data, KEEP_LIMITS.objectBytes)
  if (bytes > KEEP_LIMITS.objectBytes) return { kind: 'too-big', bytes }
  const clean = withoutSecrets(data)
  return { kind: 'packed', data: resource === 'instances' ? withoutLogs(clean) : clean, bytes }
}

const ERROR_LENGTH = 200

/** Why an instance ended can be the end of its log: a line of it says as much. */
function withoutLogs(instances: unknown): unknown {
  if (!Array.isArray(instances)) return instances
  return instances.map((instance: { readonly error: string | null }) => ({
    ...instance,
    error: instance.error?.split('\n', 1)[0]?.slice(0, ERROR_LENGTH) ?? null,
  }))
}

/** Of what `pack` made. Only what the same version of the console has written is ever read. */
export function unpack(resource: string, data: unknown): unknown {
  if (resource !== 'clients') return data
  const { columns, ...rest } = data as Omit<Clients, 'table'> & Pick<ClientTable, 'columns'>
  return { ...rest, table: new ClientTable(columns) } satisfies Clients
}
