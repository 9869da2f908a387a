import { createRootRouteWithContext } from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'

export interface RouterContext {
  readonly queryClient: QueryClient
}

/** The one parent of all pages, the shell's and every backend's. The shell gives it its frame. */
export const rootRoute = createRootRouteWithContext<RouterContext>()()
