import { type QueryKey, useQuery } from '@tanstack/react-query'
import { createRoute } from '@tanstack/react-router'
import { Boxes, Cpu, Play, RotateCw } from 'lucide-react'
import { type ComponentType, Suspense, lazy, useState } from 'react'
import type { Backend } from '@/kit/backend.ts'
import { preloadPageWords } from '@/kit/i18n.tsx'
import { lazyPage } from '@/kit/lazyPage.ts'
import { useConnections } from '@/kit/connections.ts'
import { type RouterContext, rootRoute } from '@/kit/rootRoute.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { useAttention } from './pages/attention.ts'
import {
  CompareSearchSchema,
  DevicesSearchSchema,
  InstancesSearchSchema,
  ModelSearchSchema,
  ModelsSearchSchema,
  paths,
  PullsSearchSchema,
} from './paths.ts'
import { PullsBackground } from './pulls/PullsBackground.tsx'
import { PullsTopBar } from './pulls/PullsTopBar.tsx'
import { devices, health, instances, models, version } from './queries.ts'
import { hasRuns, hasUpdateMemory, useUpdateRuns } from './updates/updateRuns.ts'

const getParentRoute = () => rootRoute

/** Any of our queries; what it answers does not matter to who starts it. */
type Question = (at: Endpoint) => { readonly queryKey: QueryKey }

/** Puts a page's question to all servers while its code still loads. It never waits: a dead server holds up nobody. */
function asking(question: Question) {
  return ({ context: { queryClient } }: { readonly context: RouterContext }): void => {
    for (const at of useConnections.getState().servers) {
      if (at.kind === 'xw') void queryClient.prefetchQuery(question(at))
    }
  }
}

const devicesRoute = createRoute({
  getParentRoute,
  path: paths.devices,
  validateSearch: DevicesSearchSchema,
  loader: asking(devices),
  component: lazyPage(() => import('./pages/devices/DevicesPage.tsx'), 'DevicesPage'),
})

const modelsRoute = createRoute({
  getParentRoute,
  path: paths.models,
  validateSearch: ModelsSearchSchema,
  loader: asking(models),
  component: lazyPage(() => import('./pages/models/ModelsPage.tsx'), 'ModelsPage'),
})

const modelRoute = createRoute({
  getParentRoute,
  path: paths.model,
  validateSearch: ModelSearchSchema,
  component: lazyPage(() => import('./pages/models/ModelPage.tsx'), 'ModelPage'),
})

const serverModelRoute = createRoute({
  getParentRoute,
  path: paths.serverModel,
  validateSearch: ModelSearchSchema,
  component: lazyPage(() => import('./pages/models/ModelPage.tsx'), 'ModelPage'),
})

const pullsRoute = createRoute({
  getParentRoute,
  path: paths.pulls,
  validateSearch: PullsSearchSchema,
  component: lazyPage(() => import('./pages/pulls/PullsPage.tsx'), 'PullsPage'),
})

const instancesRoute = createRoute({
  getParentRoute,
  path: paths.instances,
  validateSearch: InstancesSearchSchema,
  loader: asking(instances),
  component: lazyPage(() => import('./pages/instances/InstancesPage.tsx'), 'InstancesPage'),
})

const serverRoute = createRoute({
  getParentRoute,
  path: paths.server,
  component: lazyPage(() => import('./pages/server/ServerPage.tsx'), 'ServerPage'),
})

const versionsRoute = createRoute({
  getParentRoute,
  path: paths.versions,
  validateSearch: CompareSearchSchema,
  component: lazyPage(() => import('./pages/versions/VersionsPage.tsx'), 'VersionsPage'),
})

const matrixRoute = createRoute({
  getParentRoute,
  path: paths.matrix,
  validateSearch: CompareSearchSchema,
  component: lazyPage(() => import('./pages/matrix/MatrixPage.tsx'), 'MatrixPage'),
})

/** Two small questions, asked for as long as the console is open: what is shown of a server's state rests on them. */
function Watch({ at }: { readonly at: Endpoint }) {
  useQuery(health(at))
  useQuery(version(at))
  return null
}

/** A part of the frame whose code and words come when there is something to show. */
function later(load: () => Promise<ComponentType>) {
  return lazy(async () => {
    const [Part] = await Promise.all([load(), preloadPageWords()])
    return { default: Part }
  })
}

const UpdatesBackground = later(async () => (await import('./updates/UpdatesBackground.tsx')).UpdatesBackground)
const UpdatesTopBar = later(async () => (await import('./updates/UpdatesTopBar.tsx')).UpdatesTopBar)

/** Servers are seldom updated: the code for it comes only where one is, or was before a reload. */
function Background() {
  const [remembers] = useState(hasUpdateMemory)
  const hasUpdates = useUpdateRuns(hasRuns) || remembers
  return (
    <>
      <PullsBackground />
      {hasUpdates && (
        <Suspense>
          <UpdatesBackground />
        </Suspense>
      )}
    </>
  )
}

function TopBar() {
  const hasUpdates = useUpdateRuns(hasRuns)
  return (
    <>
      <PullsTopBar />
      {hasUpdates && (
        <Suspense>
          <UpdatesTopBar />
        </Suspense>
      )}
    </>
  )
}

export const xw = {
  kind: 'xw',
  label: 'xw',
  needs: [],
  many: true,
  routes: [
    devicesRoute,
    modelsRoute,
    modelRoute,
    serverModelRoute,
    pullsRoute,
    instancesRoute,
    serverRoute,
    versionsRoute,
    matrixRoute,
  ] as const,
  navigation: [
    { to: paths.devices, label: 'devices', icon: Cpu },
    { to: paths.models, label: 'models', icon: Boxes },
    { to: paths.instances, label: 'instances', icon: Play },
    { to: paths.versions, label: 'versions', icon: RotateCw },
  ],
  Watch,
  useAttention,
  Background,
  TopBar,
} satisfies Backend
