import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import { cadence } from '@/kit/cadence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { isProblem } from '@/net/problem.ts'
import * as client from './client.ts'
import type { DeviceList } from './schema/device.ts'
import type { Health, Version } from './schema/health.ts'
import type { Instance, InstanceList, Readiness } from './schema/instance.ts'
import type { DownloadedList, ModelList } from './schema/model.ts'
import * as streams from './streams.ts'

/**
 * What the pages ask for, how often, and what each change makes old. Keys are `['xw', server, resource, …]`,
 * so that `['xw', server]` is all that is known of one server.
 */

const minute = 60_000

/** The first parts of a key: of one server, of one resource of it. */
export function keyOf(at: Pick<Endpoint, 'id'>, resource?: string): readonly string[] {
  return resource === undefined ? ['xw', at.id] : ['xw', at.id, resource]
}

export function health(at: Endpoint) {
  return queryOptions({
    queryKey: [...keyOf(at, 'health')],
    queryFn: ({ signal }) => client.health(at, signal),
    refetchInterval: cadence<Health>({ still: 10_000 }),
  })
}

export function version(at: Endpoint) {
  return queryOptions({
    queryKey: [...keyOf(at, 'version')],
    queryFn: ({ signal }) => client.version(at, signal),
    refetchInterval: cadence<Version>({ still: 30_000 }),
  })
}

/** The server scans its buses anew at each call, and cards seldom come and go. */
export function devices(at: Endpoint) {
  return queryOptions({
    queryKey: [...keyOf(at, 'devices')],
    queryFn: ({ signal }) => client.listDevices(at, signal),
    refetchInterval: cadence<DeviceList>({ still: 30_000 }),
  })
}

export function supportedDevices(at: Endpoint) {
  return queryOptions({
    queryKey: [...keyOf(at, 'supported-devices')],
    queryFn: ({ signal }) => client.supportedDevices(at, signal),
    staleTime: 10 * minute,
  })
}

function isDownloading({ models }: ModelList): boolean {
  return models.some(({ status }) => status === 'downloading')
}

export function models(at: Endpoint) {
  return queryOptions({
    queryKey: [...keyOf(at, 'models')],
    queryFn: async ({ signal }) => {
      const list = await client.listModels(at, signal)
      rememberDownloading(at, list)
      return list
    },
    refetchInterval: cadence<ModelList>({ moving: 10_000, still: 30_000, isMoving: isDownloading }),
  })
}

export function downloadedModels(at: Endpoint) {
  return queryOptions({
    queryKey: [...keyOf(at, 'downloaded')],
    queryFn: ({ signal }) => client.listDownloaded(at, signal),
    refetchInterval: cadence<DownloadedList>({ still: 30_000 }),
  })
}

export function model(at: Endpoint, id: string) {
  return queryOptions({
    queryKey: [...keyOf(at, 'model'), id],
    queryFn: ({ signal }) => client.showModel(at, id, signal),
    staleTime: 5 * minute,
  })
}

const passing: ReadonlySet<string> = new Set(['creating', 'created', 'starting', 'running', 'unhealthy', 'stopping'])

function isChanging(list: InstanceList): boolean {
  return list.some(({ rawState }) => passing.has(rawState))
}

/** All instances, the stopped ones too. The server probes each running one, so that an answer can take seconds. */
export function instances(at: Endpoint) {
  return queryOptions({
    queryKey: [...keyOf(at, 'instances')],
    queryFn: async ({ signal }) => {
      const list = await client.listInstances(at, { all: true }, signal)
      rememberReady(at, list)
      return list
    },
    refetchInterval: cadence<InstanceList>({ moving: 4_000, still: 10_000, isMoving: isChanging }),
  })
}

export function checkReady(at: Endpoint, alias: string) {
  return queryOptions({
    queryKey: [...keyOf(at, 'ready'), alias],
    queryFn: ({ signal }) => client.checkReady(at, alias, signal),
    refetchInterval: cadence<Readiness>({ moving: 5_000, still: 15_000, isMoving: ({ ready }) => !ready }),
  })
}

// --- what changes something ---

export async function invalidate(queryClient: QueryClient, at: Endpoint, resources: readonly string[]): Promise<void> {
  await Promise.all(resources.map((resource) => queryClient.invalidateQueries({ queryKey: keyOf(at, resource) })))
}

export function stopInstance(at: Endpoint, queryClient: QueryClient) {
  return mutationOptions({
    mutationKey: [...keyOf(at, 'instances'), 'stop'],
    mutationFn: (instance: Instance) => client.stopInstance(at, { alias: instance.alias }),
    onMutate: (instance) => {
      rememberStop(at, instance)
    },
    onError: (error, instance) => {
      // Refused, it runs on; but after a timeout or a drop it may well be stopping.
      if (isProblem(error) && error.kind === 'server') forgetStop(at, instance)
    },
    onSettled: () => invalidate(queryClient, at, ['instances', 'ready']),
  })
}

/** Removes an instance; with `stopFirst` one that still runs. */
export function removeInstance(at: Endpoint, queryClient: QueryClient) {
  return mutationOptions({
    mutationKey: [...keyOf(at, 'instances'), 'remove'],
    mutationFn: ({ instance, stopFirst }: { readonly instance: Instance; readonly stopFirst: boolean }) =>
      client.removeInstance(at, { alias: instance.alias, force: stopFirst }),
    onSettled: () => invalidate(queryClient, at, ['instances', 'ready']),
  })
}

/** Starts an instance, its steps handed on as they come; `startOnce` is the form without steps. */
export function startInstance(at: Endpoint, queryClient: QueryClient) {
  return mutationOptions({
    mutationKey: [...keyOf(at, 'instances'), 'start'],
    mutationFn: ({ request, handlers }: StartVariables) => streams.start(at, request, handlers),
    onSettled: () => invalidate(queryClient, at, ['instances', 'ready']),
  })
}

interface StartVariables {
  readonly request: Parameters<typeof streams.start>[1]
  readonly handlers: Parameters<typeof streams.start>[2]
}

/** Servers in the field refuse a new instance this way: it is for those that follow the documentation. */
export function startInstanceOnce(at: Endpoint, queryClient: QueryClient) {
  return mutationOptions({
    mutationKey: [...keyOf(at, 'instances'), 'start-once'],
    mutationFn: (request: Parameters<typeof client.startOnce>[1]) => client.startOnce(at, request),
    onSettled: () => invalidate(queryClient, at, ['instances', 'ready']),
  })
}

// --- what the server does not remember ---

interface Memory {
  /** By start of an instance: it has been ready. */
  readonly ready: Readonly<Record<string, true>>
  /** By start of an instance: a stop was asked for here. */
  readonly stopped: Readonly<Record<string, true>>
  /** By server and model: since when it has been `downloading`, in milliseconds since the epoch. */
  readonly downloading: Readonly<Record<string, number>>
}

/**
 * xw calls a loading model `unhealthy`, a stopped one `error`, and one whose download crashed `downloading` for
 * ever; what was seen before tells which it is. Kept for the tab's life, so that a reload does not turn a stopped
 * instance into a crashed one.
 */
export const useMemory = create<Memory>()(
  persist((): Memory => ({ ready: {}, stopped: {}, downloading: {} }), {
    name: 'quarterdeck.xw.memory',
    storage: createJSONStorage(() => sessionStorage),
  }),
)

/** Names one model on one server. */
export function modelKey(at: Pick<Endpoint, 'id'>, model: string): string {
  return `${at.id}/${model}`
}

function rememberDownloading(at: Endpoint, { models }: ModelList): void {
  const { downloading } = useMemory.getState()
  const prefix = modelKey(at, '')
  const others = Object.entries(downloading).filter(([key]) => !key.startsWith(prefix))
  const now = Date.now()
  const here = models
    .filter(({ status }) => status === 'downloading')
    .map(({ id }) => [modelKey(at, id), downloading[modelKey(at, id)] ?? now] as const)
  const before = Object.keys(downloading).length - others.length
  if (here.length === before && here.every(([key]) => key in downloading)) return
  useMemory.setState({ downloading: Object.fromEntries([...others, ...here]) })
}

/** Names one start of one instance. */
export function startKey(at: Pick<Endpoint, 'id'>, instance: Pick<Instance, 'id' | 'startedAt'>): string {
  return `${at.id}/${instance.id}/${instance.startedAt ?? ''}`
}

function rememberReady(at: Endpoint, list: InstanceList): void {
  const { ready } = useMemory.getState()
  const fresh = list
    .filter(({ rawState }) => rawState === 'ready')
    .map((instance) => startKey(at, instance))
    .filter((key) => !ready[key])
  if (fresh.length === 0) return
  useMemory.setState({ ready: { ...ready, ...Object.fromEntries(fresh.map((key) => [key, true as const])) } })
}

function rememberStop(at: Endpoint, instance: Instance): void {
  useMemory.setState(({ stopped }) => ({ stopped: { ...stopped, [startKey(at, instance)]: true } }))
}

function forgetStop(at: Endpoint, instance: Instance): void {
  useMemory.setState(({ stopped: { [startKey(at, instance)]: _refused, ...stopped } }) => ({ stopped }))
}
