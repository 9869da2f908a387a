import type * as v from 'valibot'
import { type Call, call } from '@/net/http.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { type DeviceList, DeviceListSchema, type SupportedDevices, SupportedDevicesSchema } from './schema/device.ts'
import { refusal } from './schema/error.ts'
import { type Health, HealthSchema, type Version, VersionSchema } from './schema/health.ts'
import {
  type InstanceAction,
  InstanceActionSchema,
  type InstanceList,
  InstanceListSchema,
  type Readiness,
  ReadinessSchema,
} from './schema/instance.ts'
import {
  type DownloadedList,
  DownloadedListSchema,
  type ModelDetail,
  ModelDetailSchema,
  type ModelList,
  ModelListSchema,
} from './schema/model.ts'
import { type StartRequest, type Started, StartedSchema } from './schema/start.ts'

/**
 * One function for each of xw's operations that answers once; those that stream are in `streams.ts`, and those
 * that talk to a model in `clientInference.ts`.
 * Each rejects with a `Problem` and nothing else, and gives up after 30 s where nothing else is said.
 */

export type Ask<S extends v.GenericSchema> = Omit<Call<S>, 'operation' | 'refusal'>

export function ask<S extends v.GenericSchema>(operation: string, rest: Ask<S>): Promise<v.InferOutput<S>> {
  return call({ ...rest, operation: `xw.${operation}`, refusal })
}

/** Probing each running instance costs the server up to a second. */
const listingInstancesMs = 60_000
/** The server gives a container a minute to stop. */
const stoppingMs = 75_000

export function health(at: Endpoint, signal?: AbortSignal): Promise<Health> {
  return ask('health', { at, path: '/api/health', schema: HealthSchema, signal })
}

export function version(at: Endpoint, signal?: AbortSignal, timeoutMs?: number): Promise<Version> {
  return ask('version', { at, path: '/api/version', schema: VersionSchema, signal, timeoutMs })
}

export function listDevices(at: Endpoint, signal?: AbortSignal): Promise<DeviceList> {
  return ask('listDevices', { at, path: '/api/devices/list', schema: DeviceListSchema, signal })
}

export function supportedDevices(at: Endpoint, signal?: AbortSignal): Promise<SupportedDevices> {
  return ask('supportedDevices', { at, path: '/api/devices/supported', schema: SupportedDevicesSchema, signal })
}

/** The whole catalogue: the server's filter by device does nothing, so it is not sent. */
export function listModels(at: Endpoint, signal?: AbortSignal): Promise<ModelList> {
  const body = { device_type: 'all', show_all: true }
  return ask('listModels', { at, method: 'POST', path: '/api/models/list', body, schema: ModelListSchema, signal })
}

export function listDownloaded(at: Endpoint, signal?: AbortSignal): Promise<DownloadedList> {
  return ask('listDownloaded', { at, path: '/api/models/downloaded', schema: DownloadedListSchema, signal })
}

export function showModel(at: Endpoint, model: string, signal?: AbortSignal): Promise<ModelDetail> {
  const body = { model }
  return ask('showModel', { at, method: 'POST', path: '/api/models/show', body, schema: ModelDetailSchema, signal })
}

/** Running instances, with `all` the stopped ones too. */
export function listInstances(
  at: Endpoint,
  { all }: { readonly all: boolean },
  signal?: AbortSignal,
): Promise<InstanceList> {
  return ask('listInstances', {
    at,
    path: '/api/runtime/instances',
    query: { all: all || undefined },
    schema: InstanceListSchema,
    signal,
    timeoutMs: listingInstancesMs,
  })
}

export function checkReady(at: Endpoint, alias: string, signal?: AbortSignal): Promise<Readiness> {
  const query = { alias }
  return ask('checkReady', { at, path: '/api/runtime/check-ready', query, schema: ReadinessSchema, signal })
}

/** Older servers know an instance by its id only. */
export type InstanceName = { readonly alias: string } | { readonly instanceId: string }

function nameOnWire(name: InstanceName): Readonly<Record<string, string>> {
  return 'alias' in name ? { alias: name.alias } : { instance_id: name.instanceId }
}

/** Takes up to a minute. There is no forcing it: the server ignores `force`. */
export function stopInstance(at: Endpoint, name: InstanceName, signal?: AbortSignal): Promise<InstanceAction> {
  return ask('stopInstance', {
    at,
    method: 'POST',
    path: '/api/runtime/stop',
    body: nameOnWire(name),
    schema: InstanceActionSchema,
    signal,
    timeoutMs: stoppingMs,
  })
}

/** With `force`, stops it first. */
export function removeInstance(
  at: Endpoint,
  { force = false, ...name }: InstanceName & { readonly force?: boolean },
  signal?: AbortSignal,
): Promise<InstanceAction> {
  return ask('removeInstance', {
    at,
    method: 'POST',
    path: '/api/runtime/remove',
    body: { ...nameOnWire(name), ...(force ? { force } : {}) },
    schema: InstanceActionSchema,
    signal,
    timeoutMs: stoppingMs,
  })
}

/** A start that answers once. Servers in the field refuse new instances this way: prefer `start` in `streams.ts`. */
export function startOnce(at: Endpoint, body: StartRequest, signal?: AbortSignal): Promise<Started> {
  return ask('startOnce', {
    at,
    method: 'POST',
    path: '/api/runtime/start',
    body,
    schema: StartedSchema,
    signal,
    timeoutMs: 5 * 60_000,
  })
}
