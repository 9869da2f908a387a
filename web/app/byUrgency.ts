import type { AttentionItem } from '@/kit/attention.ts'

const rank = { critical: 0, warning: 1, notice: 2 } as const satisfies Record<AttentionItem['severity'], number>

/** Critical first; of two alike the one that has lasted longer; what has no known start comes last. */
export function byUrgency(a: AttentionItem, b: AttentionItem): number {
  const bySeverity = rank[a.severity] - rank[b.severity]
  if (bySeverity !== 0) return bySeverity
  const bySince = (a.since ?? Infinity) - (b.since ?? Infinity)
  // Two unknown starts: Infinity - Infinity is no number.
  if (!Number.isNaN(bySince) && bySince !== 0) return bySince
  return a.id < b.id ? -1 : Number(a.id > b.id)
}
