import { queryOptions } from '@tanstack/react-query'
import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import { cadence } from '@/kit/cadence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import * as client from './client.ts'
import type { DeviceList } from './schema/device.ts'
import type { Health, Version } from './schema/health.ts'
import type { Instance, InstanceList, Readiness } from './schema/instance.ts'
import type { DownloadedList, ModelList } from './schema/model.ts'

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
    refetchInterval: cadence<Health>({ still: 10_000, isProbe: true }),
  })
}

export function version(at: Endpoint) {
  return queryOptions({
    queryKey: [...keyOf(at, 'version')],
    queryFn: ({ signal }) => client.version(at, signal),
    refetchInterval: cadence<Version>({ still: 30_000 }),
    // And not health: proxies let that one through to everybody.
    // It stands beside what was come for, on every page.
    meta: { isProbe: true, isUnseen: true },
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
      rememberSeen(at, list)
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

// --- what the server does not remember ---

interface Memory {
  /** By start of an instance: it has been ready. */
  readonly ready: Readonly<Record<string, true>>
  /** By start of an instance: a stop was asked for here. */
  readonly stopped: Readonly<Record<string, true>>
  /** By server and model: since when it has been `downloading`, in milliseconds since the epoch. */
  readonly downloading: Readonly<Record<string, number>>
  /** By start of an instance: since when its endpoint has been silent, in milliseconds since the epoch. */
  readonly silent: Readonly<Record<string, number>>
  /** By server: how many instances it named last, not counting lists without any. */
  readonly listed: Readonly<Record<string, number>>
}

/**
 * xw calls a loading model `unhealthy`, a stopped one `error`, and one whose download crashed `downloading` for
 * ever; what was seen before tells which it is. Kept for the tab's life, so that a reload does not turn a stopped
 * instance into a crashed one.
 */
export const useMemory = create<Memory>()(
  persist((): Memory => ({ ready: {}, stopped: {}, downloading: {}, silent: {}, listed: {} }), {
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

function rememberSeen(at: Endpoint, list: InstanceList): void {
  const { ready, silent, listed } = useMemory.getState()
  const inState = (state: string) => list.filter(({ rawState }) => rawState === state).map((one) => startKey(at, one))
  const fresh = inState('ready').filter((key) => !ready[key])
  const hushed = inState('unhealthy')
  const others = Object.entries(silent).filter(([key]) => !key.startsWith(`${at.id}/`))
  const count = list.length || (listed[at.id] ?? 0)
  const isSame =
    fresh.length === 0 &&
    hushed.every((key) => key in silent) &&
    Object.keys(silent).length === others.length + hushed.length &&
    count === (listed[at.id] ?? 0)
  if (isSame) return
  const now = Date.now()
  useMemory.setState({
    ready: { ...ready, ...Object.fromEntries(fresh.map((key) => [key, true as const])) },
    silent: Object.fromEntries([...others, ...hushed.map((key) => [key, silent[key] ?? now] as const)]),
    listed: { ...listed, [at.id]: count },
  })
}
