import { useMemo } from 'react'
import type { Metric } from '../../schema/history.ts'
import { readIds } from './clientIds.ts'
import { useHealthSearch } from './useHealthSearch.ts'

export type ShownView =
  | { readonly kind: 'fleet' }
  | { readonly kind: 'clients'; readonly ids: readonly string[] }
  | { readonly kind: 'heat'; readonly metric: Metric; readonly order: 'name' | 'worst'; readonly page: number }

/** Days are too coarse for a map of clients by time: the fleet stands in for it. */
export function useHealthView(source: 'heartbeats' | 'daily'): ShownView {
  const [{ view, clients, metric, order, page }] = useHealthSearch()
  return useMemo(() => {
    const ids = readIds(clients)
    switch (view ?? (ids.length > 0 ? 'clients' : 'fleet')) {
      case 'clients':
        return { kind: 'clients', ids }
      case 'heat':
        if (source === 'daily') return { kind: 'fleet' }
        return { kind: 'heat', metric: metric ?? 'cpu', order: order ?? 'name', page: readPage(page) }
      case 'fleet':
        return { kind: 'fleet' }
    }
  }, [view, clients, metric, order, page, source])
}

/** From 1. */
function readPage(text: string | undefined): number {
  const page = Number(text)
  return Number.isSafeInteger(page) && page > 0 ? page : 1
}
