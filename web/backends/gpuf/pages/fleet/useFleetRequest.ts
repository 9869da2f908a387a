import { useMemo } from 'react'
import { useLocale } from 'use-intl'
import type { FleetSearch } from '../../paths.ts'
import { filterOf, sortsOf } from '../../pathsFleet.ts'
import type { FleetViewRequest } from '../../schema/fleetView.ts'
import type { Selection } from './fleetSelection.ts'

/** What the page asks of the fleet; the same object while the address asks for the same. */
export function useFleetRequest(search: FleetSearch, selection: Selection): Omit<FleetViewRequest, 'writes' | 'now'> {
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
