import { create } from 'zustand'
import type { UpdateRun } from './updateRun.ts'

/** All runs of this tab, the latest first. Light: what is loaded before anybody updates anything. */
export const useUpdateRuns = create<{ readonly runs: readonly UpdateRun[] }>(() => ({ runs: [] }))

export function hasRuns({ runs }: { readonly runs: readonly UpdateRun[] }): boolean {
  return runs.length > 0
}

/** Where runs outlive a reload of the page: in this tab alone, which is the one that can go on with them. */
export const UPDATE_MEMORY_PREFIX = 'quarterdeck.xw.update/'

/** Whether this tab remembers runs from before a reload. */
export function hasUpdateMemory(): boolean {
  try {
    return Object.keys(sessionStorage).some((key) => key.startsWith(UPDATE_MEMORY_PREFIX))
  } catch {
    return false
  }
}
