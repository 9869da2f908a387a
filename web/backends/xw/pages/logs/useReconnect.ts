import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useReachability } from '@/kit/reachability.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { instances } from '../../queries.ts'
import type { Log } from '../../queriesLogs.ts'
import type { LogConnection } from '../../schema/logRow.ts'
import { isRunning } from '../conditions.ts'
import type { LogTarget } from './useLogTargets.ts'

/**
 * A log that has ended is read on once its instance runs: it was started again, or something between ended it. Which it
 * is, the server is asked for at once; only a list that is newer than the end counts. One that was refused for want of a
 * session is read on once there is one.
 *
 * @returns whether nobody knows yet if the instance still runs
 */
export function useReconnect(at: Endpoint, log: Log, connection: LogConnection, { row, listedAt }: LogTarget): boolean {
  const queryClient = useQueryClient()
  const { kind } = connection
  const endedAt = kind === 'ended' || kind === 'gone' ? connection.at : null
  const runs = row !== null && isRunning(row.condition)
  const isListed = endedAt !== null && listedAt !== null && listedAt > endedAt
  const stoppedAt = useRef<number | null>(null)
  useEffect(() => {
    if (endedAt !== null) void queryClient.invalidateQueries({ queryKey: instances(at).queryKey })
  }, [queryClient, at, endedAt])
  useEffect(() => {
    if (!isListed) return
    if (!runs) stoppedAt.current = endedAt
    else if (kind === 'ended' && stoppedAt.current !== endedAt) log.resume()
    else log.connect()
  }, [log, kind, endedAt, isListed, runs])

  const isSignedOut = useReachability(at).state === 'sign-in'
  const isRefused = connection.kind === 'retrying'
  const wasSignedOut = useRef(false)
  useEffect(() => {
    if (wasSignedOut.current && !isSignedOut && isRefused) log.connect()
    wasSignedOut.current = isSignedOut
  }, [log, isSignedOut, isRefused])
  return kind === 'ended' && runs && !isListed
}
