import { useMemo } from 'react'
import { create } from 'zustand'
import { type InstancesSearch, orNone } from '../../paths.ts'
import type { InstanceSelection } from './instanceSelection.ts'

/** Servers refuse addresses that are too long. */
export const mostInLink = 60

type Chosen = ReadonlySet<string>

const none: Chosen = new Set()

/** Too many for the address: kept by this tab, until the page is loaded anew. */
const useManyChosen = create<{ readonly chosen: Chosen }>(() => ({ chosen: none }))

export interface InstancePick extends InstanceSelection {
  /** A link to the page carries it. */
  readonly isInLink: boolean
}

/** The chosen instances, by `rowKeyOf`: in the address while they are few, else in this tab. */
export function useInstancePick(
  pick: readonly string[] | undefined,
  change: (next: (before: InstancesSearch) => InstancesSearch) => void,
): InstancePick {
  const many = useManyChosen(({ chosen }) => chosen)
  return useMemo(
    () => ({
      chosen: chosenOf(pick, many),
      isInLink: pick !== undefined || many.size === 0,
      onChange: (next) =>
        change((before) => {
          const chosen = next(chosenOf(before.pick, useManyChosen.getState().chosen))
          const fits = chosen.size <= mostInLink
          useManyChosen.setState({ chosen: fits ? none : chosen })
          return { ...before, pick: fits ? orNone([...chosen]) : undefined }
        }),
    }),
    [pick, many, change],
  )
}

function chosenOf(pick: readonly string[] | undefined, many: Chosen): Chosen {
  return pick === undefined ? many : new Set(pick)
}
