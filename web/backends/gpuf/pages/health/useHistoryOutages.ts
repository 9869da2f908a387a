import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import type { Endpoint } from '@/net/endpoint.ts'
import { clients } from '../../queries.ts'
import { useOutages } from '../../queriesHistory.ts'
import type { History, Outage } from '../../schema/history.ts'
import { outagesOf } from '../../schema/outagesOf.ts'
import { outagesUnheard } from '../../schema/outagesUnheard.ts'
import { clientName } from '../clientName.ts'
import type { ShownView } from './useHealthView.ts'

export type NameOf = (id: string) => string

/** The list of a larger fleet is many megabytes: it is used where another page has read it, and not asked for here. */
const ASKED_FOR_UP_TO = 20_000

/**
 * Who was silent when, the newest first, and what they are called. Heartbeats tell of those that were heard in the
 * range, the register of those that were not; undefined until both have.
 */
export function useHistoryOutages(
  at: Endpoint,
  history: History,
  view: ShownView,
): { readonly outages: readonly Outage[] | undefined; readonly nameOf: NameOf; readonly isWithoutRegister: boolean } {
  const heard = useOutages(at, history, history.range)
  const list = useQuery({ ...clients(at), enabled: history.clients.length <= ASKED_FOR_UP_TO })
  const table = list.data?.table
  const isOut = table === undefined && (list.isError || list.fetchStatus === 'idle')
  const unheard = useMemo(
    () => (table === undefined ? undefined : outagesUnheard(table, history.clients, history.range)),
    // oxlint-disable-next-line react/exhaustive-deps -- as the register was when the heartbeats were read
    [history, table === undefined],
  )
  const outages = useMemo(() => {
    if (heard === undefined || (unheard === undefined && !isOut)) return undefined
    return outagesOf([...heard, ...(unheard ?? [])], view.kind === 'clients' ? view.ids : null)
  }, [heard, unheard, isOut, view])
  const nameOf = useMemo<NameOf>(() => {
    const names = new Map(history.clients.map(({ id, name }) => [id, name]))
    return (id) => {
      const index = names.has(id) ? -1 : (table?.indexOf(id) ?? -1)
      return clientName({ id, name: names.get(id) ?? (index === -1 ? '' : (table?.nameAt(index) ?? '')) })
    }
    // oxlint-disable-next-line react/exhaustive-deps -- as above
  }, [history, table === undefined])
  // A list of hundreds is drawn in slices: whoever zooms meanwhile does not wait for it.
  return { outages: useDeferredValue(outages), nameOf, isWithoutRegister: isOut }
}
