import type { QueryClient } from '@tanstack/react-query'
import { useConnections } from '@/kit/connections.ts'
import { isLastKnown } from '@/kit/lastKnown.ts'
import { consoleConfig } from '../consoleConfig.ts'
import { Keeper } from './keeper.ts'
import { mayKeep, useKeepChoice } from './keepChoice.ts'
import { keptScope } from './keptScope.ts'

/** The first page comes first. */
const TIDY_MS = 2_000

let current: { readonly scope: string; readonly keeper: Keeper } | undefined

/** Keeps and shows for whoever looks, as long as the page lives; begins anew when that is somebody else. */
export function startKeeping(queryClient: QueryClient): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const begin = () => {
    clearTimeout(timer)
    if (useConnections.getState().servers.length > 0) {
      timer = setTimeout(() => void keepHouse(queryClient), TIDY_MS)
    }
    const scope = mayKeep() ? keptScope() : undefined
    if (scope === current?.scope) return
    const hadAnother = current !== undefined
    current?.keeper.stop()
    current = scope === undefined ? undefined : { scope, keeper: new Keeper(queryClient, scope) }
    if (hadAnother) void forgetShown(queryClient)
  }
  begin()
  useConnections.subscribe(begin)
  useKeepChoice.subscribe(begin)
}

/** Nothing of somebody else stays on the screen. */
export async function forgetShown(queryClient: QueryClient): Promise<void> {
  await queryClient.resetQueries({ predicate: ({ state }) => isLastKnown(state.data) })
}

async function keepHouse(queryClient: QueryClient): Promise<void> {
  try {
    const { forgetAll, rememberConfig, tidy } = await import('./keptHouse.ts')
    if (!mayKeep()) {
      await forgetAll()
      return
    }
    // A list that is itself from before stays as old as it is.
    if (queryClient.getQueryData(consoleConfig().queryKey)?.lastKnownAt === undefined) rememberConfig()
    await tidy()
  } catch {
    // Nothing can be kept, and so nothing is.
  }
}
