import type { KeptHead } from './keptDatabase.ts'

const MIB = 2 ** 20
const DAY_MS = 24 * 60 * 60_000

export const KEEP_LIMITS = {
  /** Of all consoles, users and versions of this origin together. */
  bytes: 20 * MIB,
  ageMs: 7 * DAY_MS,
  /** Of one answer. Objects take the browser ten times as long to copy as columns of numbers do. */
  objectBytes: MIB,
  columnBytes: 6 * MIB,
} as const

/**
 * What has to go: what is too old, what an earlier version of this console wrote in forms that nobody reads any more, and
 * then the oldest until the rest fits.
 */
export function keptInVain(
  heads: readonly KeptHead[],
  now: number,
  isReadable: (head: KeptHead) => boolean,
): ReadonlySet<KeptHead> {
  const gone = new Set(heads.filter((head) => now - head.updatedAt > KEEP_LIMITS.ageMs || !isReadable(head)))
  const rest = heads.filter((head) => !gone.has(head)).sort((a, b) => b.updatedAt - a.updatedAt)
  let bytes = 0
  for (const head of rest) {
    bytes += head.tooBig ? 0 : head.bytes
    if (bytes > KEEP_LIMITS.bytes) gone.add(head)
  }
  return gone
}
