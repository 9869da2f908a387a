import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { Suspense, lazy } from 'react'
import type { ReactNode } from 'react'
import { I18nProvider, preloadPageWords } from '@/kit/i18n.tsx'
import { ReadingsContext } from '@/kit/machine.ts'
import { readingsSource } from './machines/readingsSource.ts'
import type { ConsoleRouter } from './routes.tsx'
import { FrameSkeleton } from './shell/FrameSkeleton.tsx'
import { consoleConfig } from './consoleConfig.ts'

/** Nobody sees it whose console is set up. */
const ConfigScreen = lazy(async () => {
  const [{ ConfigScreen: Screen }] = await Promise.all([import('./shell/ConfigScreen.tsx'), preloadPageWords()])
  return { default: Screen }
})

interface AppProps {
  readonly queryClient: QueryClient
  readonly router: ConsoleRouter
}

/**
 * Why in this order: everything below speaks, so the language is outermost; the list of servers is itself a query,
 * so the query client comes before it; no page may run before the servers are known, so the router is innermost.
 */
export function App({ queryClient, router }: AppProps): ReactNode {
  return (
    <I18nProvider>
      <QueryClientProvider client={queryClient}>
        <WhenServersAreKnown>
          <ReadingsContext value={readingsSource}>
            <RouterProvider router={router} />
          </ReadingsContext>
        </WhenServersAreKnown>
      </QueryClientProvider>
    </I18nProvider>
  )
}

function WhenServersAreKnown({ children }: { readonly children: ReactNode }): ReactNode {
  const { data: config, refetch, isFetching } = useQuery(consoleConfig())
  if (config === undefined) return <FrameSkeleton />
  if (config.servers.length === 0) {
    return (
      <Suspense fallback={<FrameSkeleton />}>
        <ConfigScreen problems={config.problems} busy={isFetching} onRetry={() => void refetch()} />
      </Suspense>
    )
  }
  return children
}
