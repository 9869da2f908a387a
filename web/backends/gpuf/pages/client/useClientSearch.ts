import { getRouteApi } from '@tanstack/react-router'
import type { ClientRange, ClientSearch, ClientTab } from '../../pathsClient.ts'

const route = getRouteApi('/fleet/$client')

export interface ClientSearchShown {
  readonly tab: ClientTab
  readonly range: ClientRange
  /** The part of the range that was chosen by dragging. */
  readonly zoom: { readonly from: number; readonly to: number } | null
  /** The key of a GPU; null for all. */
  readonly gpu: string | null
  readonly change: (search: Partial<ClientSearch>) => void
}

/** What the URL says is shown, with what holds where it says nothing. */
export function useClientSearch(): ClientSearchShown {
  const { tab = 'now', range = '6h', from, to, gpu } = route.useSearch()
  const navigate = route.useNavigate()
  return {
    tab,
    range,
    zoom: from !== undefined && to !== undefined && from < to ? { from, to } : null,
    gpu: gpu === undefined ? null : String(gpu),
    change: (search) => {
      void navigate({ search: (before) => ({ ...before, ...search }), replace: true, resetScroll: false })
    },
  }
}
