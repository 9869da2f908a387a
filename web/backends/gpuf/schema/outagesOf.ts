import type { Outage } from './history.ts'

/** The newest first; where ids are given, those that any of these clients was part of. */
export function outagesOf(outages: readonly Outage[], ids: readonly string[] | null): readonly Outage[] {
  const chosen = ids === null ? null : new Set(ids)
  return outages
    .filter(({ clients }) => chosen === null || clients.some((id) => chosen.has(id)))
    .toSorted((a, b) => b.from - a.from || a.clients.length - b.clients.length)
}

/** An outage with as much around it as it takes to see what was before and after. */
export function around(
  { from, to }: Pick<Outage, 'from' | 'to'>,
  range: { readonly from: number; readonly to: number },
) {
  const end = to ?? range.to
  const margin = Math.max(MARGIN_MS, (end - from) / 2)
  return { from: Math.max(range.from, from - margin), to: Math.min(range.to, end + margin) }
}

const MARGIN_MS = 10 * 60_000
