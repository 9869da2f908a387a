import { create } from 'zustand'

/** Of `startIntents.ts`, which comes with the work. */
const INTENT_PREFIX = 'quarterdeck.start/'

/** Whether something was started, or stopped in bulk, in this tab. */
export const useStartsWanted = create(() => ({ isWanted: false }))

/** Whether an earlier page left a start that may still be under way. */
export function isStartKept(): boolean {
  try {
    return Object.keys(localStorage).some((name) => name.startsWith(INTENT_PREFIX))
  } catch {
    return false
  }
}
