import { useCallback, useMemo } from 'react'
import { useLocale } from 'use-intl'
import { useLatest } from '@/ui/useLatest.ts'
import type { FleetSearch } from '../../paths.ts'
import { filterOf, sortsOf } from '../../pathsFleet.ts'
import type { WantedView } from '../../queriesFleet.ts'
import type { Selection } from './fleetSelection.ts'
import type { ChangeSearch } from './useFleetSelection.ts'

/** What the page asks of the fleet; the same object while the address asks for the same. */
export function useFleetRequest(search: FleetSearch, selection: Selection): WantedView {
  const locale = useLocale()
  const { q, status, os, device, site, seen, warn, health, age, only, sort, dir, view, by = 'status' } = search
  const chosen = only === 'selected' ? selection : undefined
  const filter = useMemo(
    () => filterOf({ q, status, os, device, site, seen, warn, health, age, only }, [...(chosen ?? [])]),
    [q, status, os, device, site, seen, warn, health, age, only, chosen],
  )
  const sorts = useMemo(() => sortsOf({ sort, dir }), [sort, dir])
  const group = view === 'groups' ? by : null
  return useMemo(() => ({ filter, sorts, group, locale }), [filter, sorts, group, locale])
}

/** Changes the address, and has computed what it will ask for before anything is drawn anew. */
export function useChangeAhead(
  search: FleetSearch,
  change: ChangeSearch,
  computeAhead: (request: WantedView) => void,
): ChangeSearch {
  const locale = useLocale()
  const current = useLatest({ search, computeAhead })
  return useCallback(
    (changes) => {
      const { search: before, computeAhead: compute } = current()
      const next = typeof changes === 'function' ? changes(before) : { ...before, ...changes }
      const { only, view, by = 'status' } = next
      // Those that were chosen may change with the same press.
      if (only !== 'selected') {
        compute({ filter: filterOf(next, []), sorts: sortsOf(next), group: view === 'groups' ? by : null, locale })
      }
      change(changes)
    },
    [current, change, locale],
  )
}
