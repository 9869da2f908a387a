import { createRoute, createRouter } from '@tanstack/react-router'
import type { RouterHistory } from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import { lazyPage } from '@/kit/lazyPage.ts'
import { machinePath } from '@/kit/machine.ts'
import { rootRoute } from '@/kit/rootRoute.ts'
import { gpuf } from '@/backends/gpuf/backend.tsx'
import { xw } from '@/backends/xw/backend.tsx'
import { activityPath, ActivitySearchSchema } from './activity/activitySearch.ts'
import { basePathOf } from './basePath.ts'
import { Frame } from './shell/Frame.tsx'
import { NotFound } from './pages/NotFound.tsx'
import { Overview } from './pages/Overview.tsx'
import { PagePending } from './shell/PagePending.tsx'
import { RouteError } from './shell/RouteError.tsx'
import { signedInPath } from './session/paths.ts'

rootRoute.update({ component: Frame })

// Not lazy: it is the first thing that most people see, and small.
const overviewRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: Overview })

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: lazyPage(() => import('./pages/Settings.tsx'), 'Settings'),
})

const activityRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: activityPath,
  validateSearch: ActivitySearchSchema,
  component: lazyPage(() => import('./pages/Activity.tsx'), 'Activity'),
})

const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: signedInPath,
  component: lazyPage(() => import('./pages/SignedIn.tsx'), 'SignedIn'),
})

/** What all backends tell of one machine. */
const machineRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: machinePath,
  component: lazyPage(() => import('./pages/Machine.tsx'), 'Machine'),
})

/** Every page of the console: the shell's own and each backend's. A new backend's routes are spread in here. */
const routeTree = rootRoute.addChildren([
  overviewRoute,
  settingsRoute,
  activityRoute,
  signedInRoute,
  machineRoute,
  ...gpuf.routes,
  ...xw.routes,
])

export function createConsoleRouter(queryClient: QueryClient, history?: RouterHistory) {
  return createRouter({
    routeTree,
    basepath: basePathOf(document.baseURI),
    context: { queryClient },
    // Queries know how fresh they are; the router must not keep a second opinion.
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: RouteError,
    defaultNotFoundComponent: NotFound,
    defaultPendingComponent: PagePending,
    defaultPendingMs: 300,
    ...(history === undefined ? {} : { history }),
  })
}

export type ConsoleRouter = ReturnType<typeof createConsoleRouter>

declare module '@tanstack/react-router' {
  interface Register {
    router: ConsoleRouter
  }
}
