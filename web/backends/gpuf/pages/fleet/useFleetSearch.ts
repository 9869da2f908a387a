import { getRouteApi } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { FleetSearch } from '../../paths.ts'
import type { ChangeSearch } from './useFleetSelection.ts'

const route = getRouteApi('/fleet')

interface FleetSearchState {
  readonly search: FleetSearch
  readonly change: ChangeSearch
}

/** What the page shows, which is what its address says. */
export function useFleetSearch(): FleetSearchState {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = useCallback<ChangeSearch>(
    (next) =>
      void navigate({
        search: (before) => (typeof next === 'function' ? next(before) : { ...before, ...next }),
        replace: true,
        // Whoever presses a box in the middle of the page wants to stay there.
        resetScroll: false,
      }),
    [navigate],
  )
  return { search, change }
}
