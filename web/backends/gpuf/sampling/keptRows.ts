import type { Endpoint } from '@/net/endpoint.ts'
import type { ChunkHead } from './sampleChunk.ts'
import type { Sampled } from './samplingPlan.ts'

/** One client that is sampled, or of which something is kept. */
export interface KeptRow {
  readonly server: Pick<Endpoint, 'id' | 'label'>
  readonly id: string
  readonly isOn: boolean
  readonly samples: number
  readonly bytes: number
  readonly lastAt: number | null
}

/** Those that are on first, then those heard of last. A connection that config.json no longer has is shown by its id. */
export function keptRows(
  heads: readonly ChunkHead[],
  plan: Readonly<Record<string, readonly Sampled[]>>,
  servers: readonly Endpoint[],
): readonly KeptRow[] {
  const rows = new Map<string, KeptRow>()
  const rowOf = (server: string, id: string): KeptRow => {
    const label = servers.find((at) => at.id === server)?.label ?? server
    return (
      rows.get(`${server}/${id}`) ?? {
        server: { id: server, label },
        id,
        isOn: false,
        samples: 0,
        bytes: 0,
        lastAt: null,
      }
    )
  }
  for (const [server, sampled] of Object.entries(plan)) {
    for (const { id } of sampled) rows.set(`${server}/${id}`, { ...rowOf(server, id), isOn: true })
  }
  for (const { server, client, samples, bytes, end } of heads) {
    const row = rowOf(server, client)
    rows.set(`${server}/${client}`, {
      ...row,
      samples: row.samples + samples,
      bytes: row.bytes + bytes,
      lastAt: Math.max(row.lastAt ?? end, end),
    })
  }
  return [...rows.values()].sort(
    (a, b) => Number(b.isOn) - Number(a.isOn) || (b.lastAt ?? 0) - (a.lastAt ?? 0) || (a.id < b.id ? -1 : 1),
  )
}
