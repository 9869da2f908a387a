import { type QueryKey, useQuery } from '@tanstack/react-query'
import { createRoute } from '@tanstack/react-router'
import { Boxes, Cpu, MessagesSquare, PackageOpen, Play } from 'lucide-react'
import { Suspense, lazy, useState } from 'react'
import type { Backend } from '@/kit/backend.ts'
import { preloadPageWords } from '@/kit/i18n.tsx'
import { lazyPage } from '@/kit/lazyPage.ts'
import { useConnections } from '@/kit/connections.ts'
import { type RouterContext, rootRoute } from '@/kit/rootRoute.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { CardsBackground } from './cards/CardsBackground.tsx'
import { useAttention } from './pages/attention.ts'
import {
  DevicesSearchSchema,
  InstancesSearchSchema,
  MatrixSearchSchema,
  LogsSearchSchema,
  ModelSearchSchema,
  ModelsSearchSchema,
  paths,
  PlaygroundSearchSchema,
  PullsSearchSchema,
  VersionsSearchSchema,
  StartSearchSchema,
} from './paths.ts'
import { PullsBackground } from './pulls/PullsBackground.tsx'
import { usePulls } from './pulls/pullStore.ts'
import { isStartKept, useStartsWanted } from './starts/startsWanted.ts'
import { devices, health, instances, models, version } from './queries.ts'
import { hasUpdateMemory, useUpdateRuns } from './updates/updateRuns.ts'

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

const playgroundRoute = createRoute({
  getParentRoute,
  path: paths.playground,
  validateSearch: PlaygroundSearchSchema,
  loader: asking(instances),
  component: lazyPage(() => import('./pages/playground/PlaygroundPage.tsx'), 'PlaygroundPage'),
})

const logsRoute = createRoute({
  getParentRoute,
  path: paths.logs,
  validateSearch: LogsSearchSchema,
  loader: asking(instances),
  component: lazyPage(() => import('./pages/logs/LogsPage.tsx'), 'LogsPage'),
})

const startRoute = createRoute({
  getParentRoute,
  path: paths.start,
  validateSearch: StartSearchSchema,
  component: lazyPage(() => import('./pages/start/StartPage.tsx'), 'StartPage'),
})

const serverRoute = createRoute({
  getParentRoute,
  path: paths.server,
  component: lazyPage(() => import('./pages/server/ServerPage.tsx'), 'ServerPage'),
})

const versionsRoute = createRoute({
  getParentRoute,
  path: paths.versions,
  validateSearch: VersionsSearchSchema,
  component: lazyPage(() => import('./pages/versions/VersionsPage.tsx'), 'VersionsPage'),
})

const matrixRoute = createRoute({
  getParentRoute,
  path: paths.matrix,
  validateSearch: MatrixSearchSchema,
  loader: asking(models),
  component: lazyPage(() => import('./pages/matrix/MatrixPage.tsx'), 'MatrixPage'),
})

/** Two small questions, asked for as long as the console is open: what is shown of a server's state rests on them. */
function Watch({ at }: { readonly at: Endpoint }) {
  useQuery(health(at))
  useQuery(version(at))
  return null
}

const StartsBackground = lazy(async () => {
  const [{ StartsBackground: Part }] = await Promise.all([import('./starts/StartsBackground.tsx'), preloadPageWords()])
  return { default: Part }
})
const UpdatesBackground = lazy(async () => {
  const [{ UpdatesBackground: Part }] = await Promise.all([
    import('./updates/UpdatesBackground.tsx'),
    preloadPageWords(),
  ])
  return { default: Part }
})
const UpdatesTopBar = lazy(async () => {
  const [{ UpdatesTopBar: Part }] = await Promise.all([import('./updates/UpdatesTopBar.tsx'), preloadPageWords()])
  return { default: Part }
})

/** Servers are seldom updated: the code for it comes only where one is, or was before a reload. */
function useHasUpdates(): boolean {
  const [remembers] = useState(hasUpdateMemory)
  return useUpdateRuns(({ runs }) => runs.length > 0) || remembers
}

/** What goes on whatever page is shown. Few tabs start or update anything: the code for it comes only where one does, or did. */
function Background() {
  const [isKept] = useState(isStartKept)
  const isStarting = useStartsWanted(({ isWanted }) => isWanted) || isKept
  const hasUpdates = useHasUpdates()
  return (
    <>
      <PullsBackground />
      <CardsBackground />
      {isStarting && (
        <Suspense>
          <StartsBackground />
        </Suspense>
      )}
      {hasUpdates && (
        <Suspense>
          <UpdatesBackground />
        </Suspense>
      )}
    </>
  )
}

/** It stays once it is there: its list may be open when the last pull leaves it. */
const PullsTopBar = lazy(async () => {
  const { PullsTopBar: Part } = await import('./pulls/PullsTopBar.tsx')
  return { default: Part }
})

function TopBar() {
  const hasUpdates = useHasUpdates()
  const hasPulls = usePulls(({ own, others }) => own.length + others.length > 0)
  const [hadPulls, setHadPulls] = useState(hasPulls)
  if (hasPulls && !hadPulls) setHadPulls(true)
  return (
    <>
      {hadPulls && (
        <Suspense>
          <PullsTopBar />
        </Suspense>
      )}
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
    playgroundRoute,
    logsRoute,
    startRoute,
  ] as const,
  navigation: [
    { to: paths.devices, label: 'devices', icon: Cpu },
    { to: paths.models, label: 'models', icon: Boxes },
    { to: paths.instances, label: 'instances', icon: Play },
    { to: paths.playground, label: 'playground', icon: MessagesSquare },
    { to: paths.versions, label: 'versions', icon: PackageOpen },
  ],
  Watch,
  useAttention,
  Background,
  TopBar,
  machine: async () => (await import('./pages/machine/machineParts.ts')).machineParts,
} satisfies Backend
