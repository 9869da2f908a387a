import type { QueryKey } from '@tanstack/react-query'
import type { Clients } from '@/backends/gpuf/schema/clients.ts'
import { ClientTable } from '@/backends/gpuf/schema/clientTable.ts'

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

/** Of what `pack` made. Only what the same version of the console has written is ever read. */
export function unpack(resource: string, data: unknown): unknown {
  if (resource !== 'clients') return data
  const { columns, ...rest } = data as Omit<Clients, 'table'> & Pick<ClientTable, 'columns'>
  return { ...rest, table: new ClientTable(columns) } satisfies Clients
}
