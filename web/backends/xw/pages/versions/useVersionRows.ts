import { useMemo } from 'react'
import { useServers } from '@/kit/connections.ts'
import { type Joined, type JoinedFailure, useJoined } from '@/kit/joined.ts'
import { caseOf, type ProblemCase } from '@/kit/problemText.ts'
import { version } from '../../queries.ts'
import { configInfo, currentVersion, updates } from '../../queriesSettings.ts'
import { type VersionRow, versionRow } from './versionRows.ts'

const away: ReadonlySet<ProblemCase> = new Set(['offline', 'unreachable', 'timeout', 'gateway'])

/** The versions of all servers. A server that fails in several ways is named once, by the first of them. */
export function useVersionRows(): Joined<VersionRow> {
  const servers = useServers('xw')
  const lists = useJoined(servers, updates)
  const currents = useJoined(servers, currentVersion)
  const configs = useJoined(servers, configInfo)
  const processes = useJoined(servers, version)

  return useMemo(() => {
    const all = [lists, currents, configs, processes] as const
    const failureOf = (id: string): JoinedFailure | undefined =>
      all.flatMap(({ failed }) => failed.filter(({ at }) => at.id === id))[0]
    const rows = servers.flatMap((at) => {
      const list = lists.rows.find((row) => row.at === at)
      const current = currents.rows.find((row) => row.at === at)
      const config = configs.rows.find((row) => row.at === at)
      const process = processes.rows.find((row) => row.at === at)
      const parts = [list, current, config, process].filter((one) => one !== undefined)
      const said = parts.map(({ updatedAt }) => updatedAt)
      const isKept = parts.some((part) => part.isKept === true)
      const failure = failureOf(at.id)
      if (said.length === 0 && failure === undefined) return []
      const facts = { list: list?.data, current: current?.data, config: config?.data }
      const isAway = failure !== undefined && away.has(caseOf(failure.problem))
      const data = versionRow(at, { xw: process?.data.version, facts, isAway, isKept })
      const updatedAt = said.length === 0 ? (failure?.problem.at ?? 0) : Math.min(...said)
      return [{ at, data, updatedAt, ...(isKept && { isKept }) }]
    })
    const answered = new Set(rows.map(({ at }) => at))
    const failed = servers.flatMap((at) => {
      const failure = failureOf(at.id)
      return failure === undefined ? [] : [{ ...failure, retry: () => refetch(at.id) }]
    })
    function refetch(id: string): void {
      for (const joined of all) for (const one of joined.failed) if (one.at.id === id) one.retry()
    }
    return {
      rows,
      failed,
      pending: servers.filter((at) => !answered.has(at)),
      isLoading: rows.length === 0 && failed.length === 0 && servers.length > 0,
      oldestAt: lists.oldestAt,
      total: servers.length,
      refetch: () => {
        for (const joined of all) joined.refetch()
      },
    }
  }, [servers, lists, currents, configs, processes])
}
