import type { QueryClient } from '@tanstack/react-query'
import { useConnections } from '@/kit/connections.ts'
import { isLastKnown } from '@/kit/lastKnown.ts'
import { Keeper } from './keeper.ts'
import { mayKeep, useKeepChoice } from './keepChoice.ts'
import { eraseKept, keptHeads, type KeptHead } from './keptDatabase.ts'
import { keptInVain } from './keptLimits.ts'
import { isOfThisVersion, keptBase, keptScope } from './keptScope.ts'
import { forgetConfig, rememberConfig } from './lastConfig.ts'

let current: { readonly scope: string; readonly keeper: Keeper } | undefined

/** Keeps and shows for whoever looks, as long as the page lives; begins anew when that is somebody else. */
export function startKeeping(queryClient: QueryClient): void {
  const begin = () => {
    const scope = mayKeep() ? keptScope() : undefined
    if (scope === current?.scope) return
    const hadAnother = current !== undefined
    current?.keeper.stop()
    current = undefined
    if (hadAnother) void forgetShown(queryClient)
    if (scope === undefined) {
      if (!mayKeep()) void forgetAll()
      return
    }
    current = { scope, keeper: new Keeper(queryClient, scope) }
    rememberConfig()
    void tidy()
  }
  begin()
  useConnections.subscribe(begin)
  useKeepChoice.subscribe(begin)
}

/** Nothing of somebody else stays on the screen. */
export async function forgetShown(queryClient: QueryClient): Promise<void> {
  await queryClient.resetQueries({ predicate: ({ state }) => isLastKnown(state.data) })
}

/** All that this console keeps of answers in this browser, of whatever user and version. */
export async function forgetAll(): Promise<void> {
  forgetConfig()
  const base = keptBase()
  await eraseKept((head) => head.base === base)
}

async function tidy(): Promise<void> {
  try {
    const base = keptBase()
    const isReadable = (head: KeptHead) => head.base !== base || isOfThisVersion(head.scope)
    const gone = keptInVain(await keptHeads(), Date.now(), isReadable)
    const names = new Set([...gone].map(nameOf))
    if (names.size > 0) await eraseKept((head) => names.has(nameOf(head)))
  } catch {
    // Nothing can be kept, and so nothing is.
  }
}

function nameOf({ scope, server, hash }: KeptHead): string {
  return JSON.stringify([scope, server, hash])
}
