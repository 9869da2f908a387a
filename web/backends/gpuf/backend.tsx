import { useQuery } from '@tanstack/react-query'
import { createRoute } from '@tanstack/react-router'
import { Activity, Server } from 'lucide-react'
import { Suspense, lazy, useState } from 'react'
import type { Backend } from '@/kit/backend.ts'
import { lazyPage } from '@/kit/lazyPage.ts'
import { rootRoute } from '@/kit/rootRoute.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { hasBulkMemory, useAllBulkRuns } from './bulk/bulkRuns.ts'
import { useAttention } from './pages/attention.ts'
import { FleetModelsSearchSchema, FleetSearchSchema, HealthSearchSchema, PointsSearchSchema, paths } from './paths.ts'
import { ClientSearchSchema } from './pathsClient.ts'
import { ping } from './queries.ts'
import { FleetBackground } from './sampling/FleetBackground.tsx'

const getParentRoute = () => rootRoute

const fleetRoute = createRoute({
  getParentRoute,
  path: paths.fleet,
  validateSearch: FleetSearchSchema,
  component: lazyPage(() => import('./pages/fleet/FleetPage.tsx'), 'FleetPage'),
})

const clientRoute = createRoute({
  getParentRoute,
  path: paths.client,
  validateSearch: ClientSearchSchema,
  component: lazyPage(() => import('./pages/client/ClientPage.tsx'), 'ClientPage'),
})

const healthRoute = createRoute({
  getParentRoute,
  path: paths.health,
  validateSearch: HealthSearchSchema,
  component: lazyPage(() => import('./pages/health/HealthPage.tsx'), 'HealthPage'),
})

const modelsRoute = createRoute({
  getParentRoute,
  path: paths.models,
  validateSearch: FleetModelsSearchSchema,
  component: lazyPage(() => import('./pages/register/FleetModelsPage.tsx'), 'FleetModelsPage'),
})

const pointsRoute = createRoute({
  getParentRoute,
  path: paths.points,
  validateSearch: PointsSearchSchema,
  component: lazyPage(() => import('./pages/register/PointsPage.tsx'), 'PointsPage'),
})

/** The server has no health call: a small list stands in for it, for as long as the console is open. */
function Watch({ at }: { readonly at: Endpoint }) {
  useQuery(ping(at))
  return null
}

const BulkBackground = lazy(async () => {
  const { BulkBackground: Part } = await import('./bulk/BulkBackground.tsx')
  return { default: Part }
})
const BulkTopBar = lazy(async () => {
  const { BulkTopBar: Part } = await import('./bulk/BulkTopBar.tsx')
  return { default: Part }
})

/** Few tabs change many clients at once: the code for it comes only where one does, or did before a reload. */
function useHasBulkRuns(): boolean {
  const [remembers] = useState(hasBulkMemory)
  return useAllBulkRuns(({ runs }) => runs.length > 0) || remembers
}

/** What goes on whatever page is shown. */
function Background() {
  const hasBulkRuns = useHasBulkRuns()
  return (
    <>
      {hasBulkRuns && (
        <Suspense>
          <BulkBackground />
        </Suspense>
      )}
      <FleetBackground />
    </>
  )
}

function TopBar() {
  const hasBulkRuns = useHasBulkRuns()
  if (!hasBulkRuns) return null
  return (
    <Suspense>
      <BulkTopBar />
    </Suspense>
  )
}

export const gpuf = {
  kind: 'gpuf',
  label: 'gpuf-s',
  needs: ['userId'],
  many: false,
  routes: [fleetRoute, clientRoute, modelsRoute, pointsRoute, healthRoute] as const,
  navigation: [
    { to: paths.fleet, label: 'fleet', icon: Server },
    { to: paths.health, label: 'health', icon: Activity },
  ],
  Watch,
  useAttention,
  Background,
  TopBar,
  machine: async () => (await import('./pages/machine/machineParts.ts')).machineParts,
} satisfies Backend
