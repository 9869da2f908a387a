import { createContext, useContext } from 'react'
import { CLIENT_STATUSES } from '../../schema/client.ts'
import { SEEN_FILTERS, WARN_FILTERS } from '../../paths.ts'
import { NO_FACETS, type FleetFacets } from '../../schema/fleetView.ts'
import type { Choice } from './ChoiceList.tsx'
import { useFilterText } from './useFilterText.ts'

/** Words that have an order of their own; the others go by how many clients say them. */
const inOrder: Partial<Record<keyof FleetFacets, readonly string[]>> = {
  status: CLIENT_STATUSES,
  seen: SEEN_FILTERS,
  warn: WARN_FILTERS,
}
/** These are offered also where no client has them. */
const always: ReadonlySet<keyof FleetFacets> = new Set(['seen', 'warn'])

export type Choices = (name: keyof FleetFacets) => readonly Choice[]

/** Beside the filters' own properties: only a menu that is open is drawn anew when the counts change. */
export const FacetsContext = createContext(NO_FACETS)

/** What each filter offers, with how many rows each choice would leave. */
export function useChoices(): Choices {
  const facets = useContext(FacetsContext)
  const text = useFilterText()
  return (name) => {
    const order = inOrder[name] ?? []
    const counts = new Map(facets[name].map(({ value, count }) => [value, count]))
    if (always.has(name)) for (const word of order) counts.set(word, counts.get(word) ?? 0)
    const place = (value: string) => (order.includes(value) ? order.indexOf(value) : order.length)
    return [...counts]
      .toSorted(([a, countA], [b, countB]) => place(a) - place(b) || countB - countA || (a < b ? -1 : 1))
      .map(([value, count]) => ({ value, count, label: text.value(name, value) }))
  }
}
