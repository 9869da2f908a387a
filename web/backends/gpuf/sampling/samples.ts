import { keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query'
import type { Endpoint } from '@/net/endpoint.ts'
import { orRefused, type Kept } from './kept.ts'
import type { ChunkHead, SampleChunk } from './sampleChunk.ts'
import { keyOf } from './sampleChunk.ts'
import { sampleDatabase } from './sampleDatabase.ts'
import { samplesCsv, samplesJson } from './sampleExport.ts'

/** Another tab may be the one that samples: its work is found where it is kept. */
const LOOK_AGAIN_MS = 2_000

/** What is kept of all clients, without the values. */
export function sampleHeads() {
  return queryOptions({
    queryKey: ['kept', 'sampleHeads'] as const,
    queryFn: () => orRefused<readonly ChunkHead[]>(() => sampleDatabase.heads(), []),
    refetchInterval: LOOK_AGAIN_MS,
    gcTime: 0,
  })
}

export interface SamplesRead {
  readonly from: number
  readonly to: number
  readonly chunks: readonly SampleChunk[]
}

/**
 * What was sampled of one client in the last `windowMs`; read anew when there is a newer sample than `lastAt`, or some
 * have been erased.
 */
export function samples(
  at: Endpoint,
  client: string,
  windowMs: number,
  kept: { readonly lastAt: number | null; readonly chunks: number },
) {
  return queryOptions({
    queryKey: ['kept', 'samples', at.id, client, windowMs, kept.lastAt, kept.chunks] as const,
    queryFn: (): Promise<Kept<SamplesRead>> => {
      const to = Date.now()
      const from = to - windowMs
      return orRefused(async () => ({ from, to, chunks: await sampleDatabase.read(at.id, client, { from, to }) }), {
        from,
        to,
        chunks: [],
      })
    },
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    structuralSharing: false,
    gcTime: 0,
  })
}

/** Forgets what was sampled of one client, or of all. @throws what the database says */
export async function eraseSamples(
  queryClient: QueryClient,
  of?: { readonly server: string; readonly client: string },
): Promise<void> {
  const heads = await sampleDatabase.heads()
  const gone = of === undefined ? heads : heads.filter((one) => one.server === of.server && one.client === of.client)
  await sampleDatabase.remove(gone.map(keyOf))
  await queryClient.invalidateQueries({ queryKey: ['kept'] })
}

/** Everything that was sampled of one client, as a file's text. @throws what the database says */
export async function exportSamples(at: Endpoint, client: string, form: 'csv' | 'json'): Promise<string> {
  const chunks = await sampleDatabase.read(at.id, client)
  return form === 'csv' ? samplesCsv(chunks) : samplesJson(chunks)
}
