import { keyOf, headOf, withSample, type ChunkHead, type Sample, type SampleChunk } from './sampleChunk.ts'
import { bytesOf, tooMuch, type KeepLimits } from './sampleLimits.ts'
import { isQuotaError, type SampleStore } from './sampleStore.ts'

export type StorageTrouble =
  /** The browser gives no more room, and making some did not help. */
  | { readonly kind: 'full'; readonly since: number; readonly lost: number }
  /** The browser does not let this page keep anything: a private window, or a damaged database. */
  | { readonly kind: 'refused'; readonly since: number; readonly lost: number }

export interface SampleKeeper {
  /** Keeps a sample, or counts it as lost. Never rejects. */
  keep(sample: Sample): Promise<void>
  /** Null while all is kept. */
  trouble(): StorageTrouble | null
}

interface Options {
  readonly store: SampleStore
  readonly limits: KeepLimits
  readonly now: () => number
}

const TRIM_EVERY_MS = 60_000
/** What is let go at a time when the browser has no more room, as a share of all that is kept. */
const LET_GO = 0.1

/** Keeps samples within their limits, the newest at the cost of the oldest. */
export function createSampleKeeper({ store, limits, now }: Options): SampleKeeper {
  const open = new Map<string, SampleChunk>()
  let trimmedAt = -Infinity
  let trouble: StorageTrouble | null = null

  async function trim(): Promise<void> {
    trimmedAt = now()
    await letGo(tooMuch(await store.heads(), limits, trimmedAt))
  }

  async function letGo(heads: readonly ChunkHead[]): Promise<void> {
    if (heads.length > 0) await store.remove(heads.map(keyOf))
  }

  async function put(chunk: SampleChunk): Promise<void> {
    try {
      await store.put(chunk)
    } catch (error) {
      if (!isQuotaError(error)) throw error
      const heads = await store.heads()
      const others = heads.filter((head) => head.start !== chunk.start || head.client !== chunk.client)
      const room = Math.min(limits.totalBytes, bytesOf(others) * (1 - LET_GO) - headOf(chunk).bytes)
      await letGo(tooMuch(others, { ...limits, totalBytes: room }, now()))
      await store.put(chunk)
    }
  }

  return {
    async keep(sample) {
      const name = `${sample.server}/${sample.client}`
      const chunk = withSample(open.get(name), sample)
      try {
        await put(chunk)
        // Only what is kept is built upon: another tab may have erased the rest.
        open.set(name, chunk)
        trouble = null
        if (now() - trimmedAt >= TRIM_EVERY_MS) await trim()
      } catch (error) {
        open.delete(name)
        const kind = isQuotaError(error) ? 'full' : 'refused'
        const before = trouble?.kind === kind ? trouble : { since: sample.at, lost: 0 }
        trouble = { kind, since: before.since, lost: before.lost + 1 }
      }
    },
    trouble: () => trouble,
  }
}
