import { getRouteApi } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { HealthSearch } from '../../paths.ts'

const route = getRouteApi('/health')

interface Change {
  /** `push`: the back button undoes it. `replace`: too small a step for that, as one of many while zooming. */
  readonly by: 'push' | 'replace'
}

/** What the address says, and how to change it. The page stays where it was scrolled to. */
export function useHealthSearch(): readonly [HealthSearch, (changed: HealthSearch, change?: Change) => void] {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = useCallback(
    (changed: HealthSearch, { by }: Change = { by: 'replace' }) => {
      void navigate({
        search: (before) => ({ ...before, ...changed }),
        replace: by === 'replace',
        resetScroll: false,
      })
    },
    [navigate],
  )
  return [search, change]
}
