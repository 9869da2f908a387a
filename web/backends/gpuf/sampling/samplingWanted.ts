import { create } from 'zustand'

export const SAMPLING_PLAN_NAME = 'quarterdeck.gpuf.sampling'

/** Whether something was turned on in this tab. The plan itself comes with the work. */
export const useSamplingWanted = create(() => ({ isWanted: false }))

/** Whether a plan that an earlier page left names any client. */
export function isPlanKept(): boolean {
  try {
    return /"servers":\{"/.test(localStorage.getItem(SAMPLING_PLAN_NAME) ?? '')
  } catch {
    return false
  }
}
