import type { QueryClient } from '@tanstack/react-query'
import { type ConsoleConfig, fetchConfig, isClosed } from '@/kit/config.ts'
import { setConnections, useConnections } from '@/kit/connections.ts'
import { backends } from '../backends.ts'
import { consoleConfig } from '../consoleConfig.ts'

export type ConfigSays =
  /** Whoever asked has to sign in first: the console's own address is behind the same door. */
  | { readonly kind: 'closed' }
  /** Nothing of use; the servers known so far stay. */
  | { readonly kind: 'nothing' }
  /** `from` and `to` differ where somebody else has signed in. */
  | { readonly kind: 'read'; readonly from: string | null; readonly to: string | null }

/**
 * Reads `config.json` once more, as after a new sign-in. What it says takes hold only if it can be used: a console at
 * work does not lose its servers to a proxy's page. Of another user nothing that was read before is kept.
 */
export async function readConfigAgain(queryClient: QueryClient): Promise<ConfigSays> {
  const config = await fetchConfig(backends)
  if (config.problems.some(isClosed)) return { kind: 'closed' }
  if (config.servers.length === 0) return { kind: 'nothing' }
  const before = useConnections.getState()
  const from = before.user
  if (from !== config.user || !isSame(config, queryClient.getQueryData(consoleConfig().queryKey))) {
    setConnections(config)
    queryClient.setQueryData(consoleConfig().queryKey, config)
  }
  if (from !== config.user) forgetAnswers(queryClient)
  return { kind: 'read', from, to: config.user }
}

/** As it was sent: a new list of the same servers would begin everything anew. */
function isSame(config: ConsoleConfig, known: ConsoleConfig | undefined): boolean {
  return JSON.stringify(config) === JSON.stringify(known)
}

function forgetAnswers(queryClient: QueryClient): void {
  queryClient.removeQueries({ type: 'inactive', predicate: isOfServer })
  void queryClient.resetQueries({ type: 'active', predicate: isOfServer })
}

function isOfServer({ queryKey: [kind] }: { readonly queryKey: readonly unknown[] }): boolean {
  return backends.some((backend) => backend.kind === kind)
}
