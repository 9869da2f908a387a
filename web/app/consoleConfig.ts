import { queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { fetchConfig, isClosed } from '@/kit/config.ts'
import type { ConsoleConfig } from '@/kit/config.ts'
import { setConnections } from '@/kit/connections.ts'
import { isUnreachable } from '@/net/problem.ts'
import { backends } from './backends.ts'

const queryKey = ['config'] as const

/** Nobody waits longer for the list of servers who has one from before. */
const LATE_MS = 1_500
const ASK_AGAIN_MS = 5_000

/**
 * `config.json`, read once; asked for again when the operator says so, and while the servers known before have to do.
 * Never fails: problems are in the answer.
 */
export function consoleConfig() {
  return queryOptions({
    queryKey,
    queryFn: async ({ client }) => {
      const reading = fetchConfig(backends)
      const read = await inTime(reading)
      const before = client.getQueryData<ConsoleConfig>(queryKey)
      // A sign-in page takes nothing away from who has servers on the screen: the notice of it is theirs.
      if (before && before.servers.length > 0 && read?.problems.some(isClosed)) return before
      if (read !== undefined && !isOutOfReach(read)) return connected(read)
      const last = await lastKnown()
      if (last === undefined) return connected(await reading)
      if (read === undefined) {
        void takeLate(reading, client)
      }
      return connected(last)
    },
    refetchInterval: ({ state }) => (state.data?.lastKnownAt === undefined ? false : ASK_AGAIN_MS),
    staleTime: Infinity,
    gcTime: Infinity,
    networkMode: 'always',
  })
}

// Here and not in a view: the first page must find its servers when it is first drawn.
function connected(config: ConsoleConfig): ConsoleConfig {
  setConnections(config)
  return config
}

async function takeLate(reading: Promise<ConsoleConfig>, client: QueryClient): Promise<void> {
  const late = await reading
  if (!isOutOfReach(late)) client.setQueryData(queryKey, connected(late))
}

async function inTime(reading: Promise<ConsoleConfig>): Promise<ConsoleConfig | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), LATE_MS)
  })
  const first = await Promise.race([reading, late])
  clearTimeout(timer)
  return first
}

/** Its web server did not answer; not: it answered that there is none, or that one has to sign in. */
function isOutOfReach({ problems }: ConsoleConfig): boolean {
  return problems.some((problem) => problem.code === 'not-fetched' && isUnreachable(problem.problem))
}

async function lastKnown(): Promise<ConsoleConfig | undefined> {
  try {
    const { lastConfig } = await import('./lastKnown/lastConfig.ts')
    return lastConfig()
  } catch {
    return undefined
  }
}
