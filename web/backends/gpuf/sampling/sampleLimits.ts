import type { ChunkHead } from './sampleChunk.ts'

export interface KeepLimits {
  readonly totalBytes: number
  readonly clientBytes: number
  readonly ageMs: number
}

/** What the console lets samples take of the browser's storage. */
export const KEEP_LIMITS: KeepLimits = {
  totalBytes: 50 * 2 ** 20,
  clientBytes: 10 * 2 ** 20,
  ageMs: 30 * 86_400_000,
}

/** What has to go so that the rest is within the limits: the oldest first, of a client, then of all. */
export function tooMuch(heads: readonly ChunkHead[], limits: KeepLimits, now: number): readonly ChunkHead[] {
  const newestFirst = heads.toSorted((a, b) => b.end - a.end || b.start - a.start)
  const ofClient = new Map<string, number>()
  const gone: ChunkHead[] = []
  let total = 0
  let isFull = false
  for (const head of newestFirst) {
    const client = `${head.server}/${head.client}`
    const bytes = (ofClient.get(client) ?? 0) + head.bytes
    const isTooOld = now - head.end > limits.ageMs
    // Once a client is over, all that is older of it goes too: what is left has no holes that nobody asked for.
    if (bytes > limits.clientBytes) ofClient.set(client, Infinity)
    isFull ||= !isTooOld && bytes <= limits.clientBytes && total + head.bytes > limits.totalBytes
    if (isTooOld || isFull || bytes > limits.clientBytes) {
      gone.push(head)
      continue
    }
    ofClient.set(client, bytes)
    total += head.bytes
  }
  return gone
}

export function bytesOf(heads: readonly ChunkHead[]): number {
  return heads.reduce((sum, head) => sum + head.bytes, 0)
}
