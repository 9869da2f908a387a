import { useMemo } from 'react'
import type { FleetSearch } from '../../paths.ts'
import { isInLink, readSelection, useKeptSelections, writeSelection } from './fleetSelection.ts'
import type { Selection } from './fleetSelection.ts'

export interface FleetSelection {
  readonly ids: Selection
  /** A link to the page carries it. */
  readonly isInLink: boolean
  readonly change: (next: (before: Selection) => Selection) => void
}

export type ChangeSearch = (change: FleetSearch | ((before: FleetSearch) => FleetSearch)) => void

/** The chosen clients, by id: in the address while they are few, else in this tab. */
export function useFleetSelection(sel: string | undefined, changeSearch: ChangeSearch): FleetSelection {
  const kept = useKeptSelections((state) => (isInLink(sel) ? undefined : state))
  const ids = useMemo(() => readSelection(sel, kept ?? { byKey: {} }), [sel, kept])
  return useMemo(
    () => ({
      ids,
      isInLink: isInLink(sel),
      change: (next) =>
        changeSearch((before) => {
          const chosen = next(readSelection(before.sel, useKeptSelections.getState()))
          // Nothing chosen is nothing to show.
          const only = chosen.size === 0 ? undefined : before.only
          return { ...before, sel: writeSelection(chosen, before.sel), only }
        }),
    }),
    [ids, sel, changeSearch],
  )
}
