import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startTheme } from '@/kit/theme.ts'
import { preloadCatalog } from '@/kit/i18n.tsx'
import { createQueryClient } from '@/kit/queryClient.ts'
import { startReachability } from '@/kit/reachability.ts'
import { App } from './app/App.tsx'
import { consoleConfig } from './app/consoleConfig.ts'
import { startLastKnown } from './app/startLastKnown.ts'
import { createConsoleRouter } from './app/routes.tsx'
import { watchActivity } from './app/activity/watchActivity.ts'
import { FaultBoundary } from './app/FaultBoundary.tsx'
import { StartFailure } from './app/StartFailure.tsx'
import './ui/theme.css'
import './app/start.css'

// Before anything is drawn: without an inline script this is the earliest that a chosen theme can take hold.
startTheme()

const place = document.getElementById('root')
if (place === null) throw new Error('index.html has no element #root')
const root = createRoot(place, {
  onUncaughtError: (error) => reportError(error),
})

async function start(): Promise<void> {
  // The catalog arrives while the list of servers is being read; nothing is drawn before both are there.
  const catalog = preloadCatalog()
  if (__MOCKS__) {
    const mocks = await import('@mocks/browser.ts')
    await mocks.start({ base: document.baseURI })
  }
  const queryClient = createQueryClient()
  startReachability(queryClient)
  watchActivity()
  void queryClient.prefetchQuery(consoleConfig())
  startLastKnown(queryClient)
  await catalog
  const router = createConsoleRouter(queryClient)
  root.render(
    <StrictMode>
      {/* For what fails above the router, where no page's own boundary can catch it. */}
      <FaultBoundary fallback={(error) => <StartFailure error={error} />}>
        <App queryClient={queryClient} router={router} />
      </FaultBoundary>
    </StrictMode>,
  )
}

start().catch((error: unknown) => {
  reportError(error)
  root.render(<StartFailure error={error} />)
})
