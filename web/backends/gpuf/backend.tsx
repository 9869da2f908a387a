import { useQuery } from '@tanstack/react-query'
import { createRoute } from '@tanstack/react-router'
import { Activity, Server } from 'lucide-react'
import type { Backend } from '@/kit/backend.ts'
import { lazyPage } from '@/kit/lazyPage.ts'
import { rootRoute } from '@/kit/rootRoute.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { useAttention } from './pages/attention.ts'
import { FleetSearchSchema, HealthSearchSchema, paths } from './paths.ts'
import { ping } from './queries.ts'

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
  component: lazyPage(() => import('./pages/fleet/ClientPage.tsx'), 'ClientPage'),
})

const healthRoute = createRoute({
  getParentRoute,
  path: paths.health,
  validateSearch: HealthSearchSchema,
  component: lazyPage(() => import('./pages/health/HealthPage.tsx'), 'HealthPage'),
})

/** The server has no health call: a small list stands in for it, for as long as the console is open. */
function Watch({ at }: { readonly at: Endpoint }) {
  useQuery(ping(at))
  return null
}

export const gpuf = {
  kind: 'gpuf',
  label: 'gpuf-s',
  needs: ['userId'],
  many: false,
  routes: [fleetRoute, clientRoute, healthRoute] as const,
  navigation: [
    { to: paths.fleet, label: 'fleet', icon: Server },
    { to: paths.health, label: 'health', icon: Activity },
  ],
  Watch,
  useAttention,
} satisfies Backend
