import type { ActivityEntry } from './activityEntry.ts'
import { activityRanges, type ActivitySearch } from './activitySearch.ts'

/** What a filter calls those whom nobody named. */
export const nobody = '-'

export function serverKeyOf({ server }: Pick<ActivityEntry, 'server'>): string {
  return `${server.kind}/${server.id}`
}

export function userKeyOf({ user }: Pick<ActivityEntry, 'user'>): string {
  return user ?? nobody
}

/**
 * Newest first, by the order of asking: a clock that was set back does not hide what came last.
 *
 * @param whatOf an entry in the operator's words, searched too
 */
export function filterActivity(
  entries: readonly ActivityEntry[],
  search: ActivitySearch,
  whatOf: (entry: ActivityEntry) => string,
  now: number,
): readonly ActivityEntry[] {
  const words = (search.q ?? '').toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const since = search.range === undefined ? -Infinity : now - activityRanges[search.range]
  const isShown = (entry: ActivityEntry): boolean => {
    if (entry.at < since) return false
    if (!isChosen(search.server, serverKeyOf(entry)) || !isChosen(search.user, userKeyOf(entry))) return false
    if (!isChosen(search.outcome, entry.outcome.kind) || !isChosen(search.what, entry.operation)) return false
    if (words.length === 0) return true
    const all = textOf(entry, whatOf).toLocaleLowerCase()
    return words.every((word) => all.includes(word))
  }
  return entries.filter(isShown).reverse()
}

function textOf(entry: ActivityEntry, whatOf: (entry: ActivityEntry) => string): string {
  const { server, user, path, body, outcome } = entry
  const words = outcome.kind === 'refused' ? outcome.words : null
  return [whatOf(entry), server.label, server.id, user, path, body, words].filter((text) => text !== null).join('\n')
}

function isChosen(chosen: readonly string[] | undefined, value: string): boolean {
  return chosen === undefined || chosen.length === 0 || chosen.includes(value)
}
