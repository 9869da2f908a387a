import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Endpoint } from '@/net/endpoint.ts'
import { Problem, type ProblemFacts } from '@/net/problem.ts'
import { type Log, type LogSnapshot, openLog } from './clientLogs.ts'

export type { Log } from './clientLogs.ts'

const nothing: LogSnapshot = { connection: { kind: 'waiting' }, state: null }

/** Follows the log of an instance for as long as it is shown. A log without bounds is no entry of the query cache. */
export function useLog(
  at: Endpoint,
  alias: string,
  o: { readonly identity: string | null; readonly streams: () => number },
): { readonly log: Log | null; readonly snapshot: LogSnapshot } {
  const [log, setLog] = useState<Log | null>(null)
  const [latest] = useState(() => ({ ...o }))
  useEffect(() => {
    latest.identity = o.identity
  })
  useEffect(() => {
    const opened = openLog({ at, alias, identity: () => latest.identity, streams: latest.streams })
    setLog(opened)
    return () => {
      setLog(null)
      opened.close()
    }
  }, [at, alias, latest])
  const snapshot = useSyncExternalStore(log?.subscribe ?? never, log?.snapshot ?? noSnapshot)
  return { log, snapshot }
}

function never(): () => void {
  return () => undefined
}

function noSnapshot(): LogSnapshot {
  return nothing
}

/** A failed read of a log as the console tells problems. */
export function logProblem(at: Endpoint, facts: ProblemFacts, when: number): Problem {
  return new Problem(at, 'xw.logs', facts, when)
}
