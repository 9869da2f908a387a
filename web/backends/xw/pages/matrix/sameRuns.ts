import * as v from 'valibot'
import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import type { PullTarget } from '../../pulls/pullState.ts'

/** Pulls that were asked for together. How far each is, the pulls themselves tell. */
export interface SameRun {
  readonly id: string
  readonly startedAt: number
  readonly targets: readonly PullTarget[]
}

const StateSchema = v.object({
  runs: v.array(
    v.object({
      id: v.string(),
      startedAt: v.number(),
      targets: v.array(v.object({ server: v.string(), model: v.string() })),
    }),
  ),
})

const runsKept = 4

/** Kept for the life of the tab, so that a run can be stopped as one also after a reload. */
export const useSameRuns = create<{ readonly runs: readonly SameRun[] }>()(
  persist((): { readonly runs: readonly SameRun[] } => ({ runs: [] }), {
    name: 'quarterdeck.xw.same',
    storage: createJSONStorage(() => sessionStorage),
    merge: (kept, now) => {
      const read = v.safeParse(StateSchema, kept)
      return read.success ? read.output : now
    },
  }),
)

export function rememberSameRun(targets: readonly PullTarget[]): void {
  const startedAt = Date.now()
  const id = `${startedAt.toString(36)}-${targets.length}`
  useSameRuns.setState(({ runs }) => ({ runs: [{ id, startedAt, targets }, ...runs].slice(0, runsKept) }))
}

export function forgetSameRun(id: string): void {
  useSameRuns.setState(({ runs }) => ({ runs: runs.filter((run) => run.id !== id) }))
}
