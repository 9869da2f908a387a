import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Endpoint } from '@/net/endpoint.ts'
import { Problem, type ProblemFacts } from '@/net/problem.ts'
import { type Log, type LogSnapshot, openLog } from './clientLogs.ts'

export type { Log } from './clientLogs.ts'

/**
 * Follows the log of an instance for as long as it is shown. A log without bounds is no entry of the query cache.
 *
 * @param identity what tells the instance from another one under the same alias; null while it is not known
 * @param streams how many streams may be open at a time, over all tabs; keep it stable
 */
export function useLog(
  at: Endpoint,
  alias: string,
  identity: string | null,
  streams: () => number,
): { readonly log: Log; readonly snapshot: LogSnapshot } {
  const log = useMemo(() => openLog({ at, alias, streams }), [at, alias, streams])
  useEffect(() => log.know(identity), [log, identity])
  return { log, snapshot: useSyncExternalStore(log.subscribe, log.snapshot) }
}

/** A failed read of a log as the console tells problems. */
export function logProblem(at: Endpoint, facts: ProblemFacts, when: number): Problem {
  return new Problem(at, 'xw.logs', facts, when)
}
