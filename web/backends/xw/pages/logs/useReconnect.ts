import { useEffect, useRef } from 'react'
import { useReachability } from '@/kit/reachability.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import type { Log } from '../../queriesLogs.ts'
import type { LogConnection } from '../../schema/logRow.ts'
import { isRunning } from '../conditions.ts'
import type { LogTarget } from './useLogTargets.ts'

/**
 * A log that has ended is read on once its instance runs: it was started again, or a proxy made a drop look like a
 * clean end. Only a list that is newer than the end counts. One that was refused for want of a session is read on
 * once there is one.
 */
export function useReconnect(at: Endpoint, log: Log, connection: LogConnection, { row, listedAt }: LogTarget): void {
  const endedAt = connection.kind === 'ended' || connection.kind === 'gone' ? connection.at : null
  const runs = row !== null && isRunning(row.condition)
  const isDue = endedAt !== null && runs && listedAt !== null && listedAt > endedAt
  useEffect(() => {
    if (isDue) log.connect()
  }, [log, isDue])

  const isSignedOut = useReachability(at).state === 'sign-in'
  const isRefused = connection.kind === 'retrying'
  const wasSignedOut = useRef(false)
  useEffect(() => {
    if (wasSignedOut.current && !isSignedOut && isRefused) log.connect()
    wasSignedOut.current = isSignedOut
  }, [log, isSignedOut, isRefused])
}
