import { useMemo } from 'react'
import { useAllPulls, type ShownPull } from '../../pulls/pullList.ts'

/** Model → server → its pull from this console. One that succeeded or was cancelled says no more than the lists do. */
export type PullsByModel = ReadonlyMap<string, ReadonlyMap<string, ShownPull>>

export function usePullsByModel(): PullsByModel {
  const pulls = useAllPulls()
  return useMemo(() => {
    const byModel = new Map<string, Map<string, ShownPull>>()
    for (const pull of pulls) {
      if (pull.phase === 'finished' || pull.phase === 'cancelled') continue
      const known = byModel.get(pull.model)
      if (known) known.set(pull.server, pull)
      else byModel.set(pull.model, new Map([[pull.server, pull]]))
    }
    return byModel
  }, [pulls])
}
