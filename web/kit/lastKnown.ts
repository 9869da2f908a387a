/**
 * Answers from before this page was loaded, put into the cache as what was last known, by when they were said. An answer
 * is one of these until its server has said it anew, be it word by word the same: the cache then keeps the old object
 * under a new moment.
 */
const marked = new WeakMap<object, number>()

export function markLastKnown(data: unknown, updatedAt: number): void {
  if (typeof data === 'object' && data !== null) marked.set(data, updatedAt)
}

/** Its server has said it anew. */
export function confirmAnswer(data: unknown): void {
  if (typeof data === 'object' && data !== null) marked.delete(data)
}

/**
 * Nobody has confirmed this since the page was loaded: it may be shown, dated, and nothing may be done because of it.
 *
 * @param updatedAt as the query has it; what is drawn needs it, so that it is drawn anew when the same is said again
 */
export function isLastKnown(data: unknown, updatedAt?: number): boolean {
  if (typeof data !== 'object' || data === null) return false
  const keptAt = marked.get(data)
  return keptAt !== undefined && (updatedAt === undefined || updatedAt === keptAt)
}
