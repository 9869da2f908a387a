import { useCallback } from 'react'
import { isGoing } from '../../updates/updateRun.ts'
import { useUpdateRuns } from '../../updates/updateRuns.ts'

/** Whether a run of this tab is busy with a server, or still means to be. */
export function useIsUpdating(): (server: string) => boolean {
  const runs = useUpdateRuns((state) => state.runs)
  return useCallback(
    (server) =>
      runs.some(
        (run) =>
          isGoing(run) &&
          run.servers.some((one) => one.server === server && (one.phase === 'waiting' || one.phase === 'running')),
      ),
    [runs],
  )
}
