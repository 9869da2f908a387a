import { useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Endpoint } from '@/net/endpoint.ts'
import { model } from '../../queries.ts'
import type { ModelDetail } from '../../schema/model.ts'

/** Details asked for at a time: they are for two filters, and must not stand in the way of anything else. */
const AT_ONCE = 2
/** Beyond this the catalogue is too large to ask for every model; family and capabilities stay unknown there. */
const MOST = 500
/** Rows are drawn anew after so many answers, not after each. */
const SHOW_EVERY = 5

export interface DetailTarget {
  readonly id: string
  readonly at: Endpoint
}

export interface GentleDetails {
  readonly known: ReadonlyMap<string, ModelDetail>
  /** More are still being asked for. */
  readonly isLoading: boolean
}

/**
 * The details of many models, fetched a few at a time while the page is open. The lists do not have them, and there is
 * no call for many. One that cannot be had is left out: it is looked at for filters only.
 * Keep `targets` stable while it names the same models.
 */
export function useGentleDetails(targets: readonly DetailTarget[]): GentleDetails {
  const queryClient = useQueryClient()
  const [details, setDetails] = useState<GentleDetails>({ known: new Map(), isLoading: true })

  useEffect(() => {
    let isWanted = true
    const known = new Map<string, ModelDetail>()
    let answers = 0
    const show = (isLoading: boolean): void => {
      if (isWanted) setDetails({ known: new Map(known), isLoading })
    }
    const missing: DetailTarget[] = []
    for (const target of targets.slice(0, MOST)) {
      const cached = queryClient.getQueryData(model(target.at, target.id).queryKey)
      if (cached) known.set(target.id, cached)
      else missing.push(target)
    }
    show(missing.length > 0)

    const next = missing.values()
    const work = async (): Promise<void> => {
      // Both workers draw from the same iterator, so each model is asked for once.
      for (const target of next) {
        if (!isWanted) return
        const detail = await detailOf(queryClient, target)
        if (detail) known.set(target.id, detail)
        answers += 1
        if (answers % SHOW_EVERY === 0) show(true)
      }
    }
    if (missing.length > 0) void Promise.all(Array.from({ length: AT_ONCE }, work)).then(() => show(false))
    return () => {
      isWanted = false
    }
  }, [targets, queryClient])

  return details
}

async function detailOf(queryClient: QueryClient, { at, id }: DetailTarget): Promise<ModelDetail | undefined> {
  try {
    return await queryClient.fetchQuery(model(at, id))
  } catch {
    return undefined
  }
}
