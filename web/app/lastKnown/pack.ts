import type { Clients } from '@/backends/gpuf/schema/clients.ts'
import { KEEP_LIMITS } from './keptLimits.ts'
import { sizeOf } from './sizeOf.ts'
import { withoutSecrets } from './withoutSecrets.ts'

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
