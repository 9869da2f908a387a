import { useMemo } from 'react'
import type { Joined } from '@/kit/joined.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import type { InstanceList } from '../../schema/instance.ts'
import { type InstanceRow, useInstanceRows } from '../instances/useInstanceRows.ts'

/** A log to be shown. */
export interface LogTarget {
  /** `server/alias`, as in the address. */
  readonly id: string
  readonly at: Endpoint
  readonly alias: string
  /** What the server's list says of the instance; null where it is not in it, or not yet. */
  readonly row: InstanceRow | null
  /** When that list was said. */
  readonly listedAt: number | null
}

export function logId(at: Pick<Endpoint, 'id'>, alias: string): string {
  return `${at.id}/${alias}`
}

/** The logs that an address names, and the names that no server of this console has. */
export function useLogTargets(
  of: readonly string[],
  servers: readonly Endpoint[],
  joined: Joined<InstanceList>,
): {
  readonly targets: readonly LogTarget[]
  readonly unknown: readonly string[]
  readonly rows: readonly InstanceRow[]
} {
  const rows = useInstanceRows(joined.rows)
  return useMemo(() => {
    const targets: LogTarget[] = []
    const unknown: string[] = []
    for (const id of of) {
      const at = servers.find((server) => id.startsWith(`${server.id}/`) && id.length > server.id.length + 1)
      if (!at) {
        unknown.push(id)
        continue
      }
      const alias = id.slice(at.id.length + 1)
      targets.push({
        id,
        at,
        alias,
        row: rows.find((row) => row.at.id === at.id && row.instance.alias === alias) ?? null,
        listedAt: joined.rows.find((row) => row.at.id === at.id)?.updatedAt ?? null,
      })
    }
    return { targets, unknown, rows }
  }, [of, servers, rows, joined.rows])
}
