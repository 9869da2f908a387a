import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useNow } from '@/kit/now.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { clientRow, clockOffsetOf } from '../../queries.ts'
import { useWrites } from '../../queriesPending.ts'
import type { Client } from '../../schema/client.ts'
import { applyPending, type ShownClient } from '../../schema/pendingWrites.ts'

/** A client that was there while its page was open, and then was not. */
export interface Gone {
  /** When a read first was without it, by this browser's clock. */
  readonly since: number
  /** Of what is still shown. */
  readonly lastReadAt: number
}

export interface ClientShown {
  readonly query: UseQueryResult<Client | null>
  /** With what was written here; the last one known where it is gone. */
  readonly client: ShownClient | null
  readonly gone: Gone | null
  /** The server's clock at the last read, as far as it is known. */
  readonly serverNow: number
}

interface Known {
  readonly client: Client
  readonly readAt: number
  readonly goneSince: number | null
}

/** One client's row, and what was last known of it when it has left the list. */
export function useClientRow(at: Endpoint, id: string): ClientShown {
  const query = useQuery(clientRow(at, id))
  const [known, setKnown] = useState<Known | null>(null)
  const after = afterRead(known, query.data, query.dataUpdatedAt)
  if (after !== known) setKnown(after)

  const writes = useWrites(at)
  const now = useNow(5000)
  const moment = writes.length === 0 ? 0 : now
  const row = query.data ?? after?.client ?? null
  const client = useMemo(() => (row && applyPending([row], writes, moment)[0]) ?? null, [row, writes, moment])

  return {
    query,
    client,
    gone: after === null || after.goneSince === null ? null : { since: after.goneSince, lastReadAt: after.readAt },
    serverNow: query.dataUpdatedAt + clockOffsetOf(at),
  }
}

function afterRead(known: Known | null, data: Client | null | undefined, readAt: number): Known | null {
  if (data === undefined) return known
  if (data !== null) {
    const isSame = known?.client === data && known.readAt === readAt && known.goneSince === null
    return isSame ? known : { client: data, readAt, goneSince: null }
  }
  return known === null || known.goneSince !== null ? known : { ...known, goneSince: readAt }
}
