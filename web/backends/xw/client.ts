import type * as v from 'valibot'
import { type Asking, type CallDetails, call } from '@/net/http.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { type DeviceList, DeviceListSchema, type SupportedDevices, SupportedDevicesSchema } from './schema/device.ts'
import { refusal } from './schema/error.ts'
import { type Health, HealthSchema, type Version, VersionSchema } from './schema/health.ts'
import { type InstanceList, InstanceListSchema, type Readiness, ReadinessSchema } from './schema/instance.ts'
import {
  type DownloadedList,
  DownloadedListSchema,
  type ModelDetail,
  ModelDetailSchema,
  type ModelList,
  ModelListSchema,
} from './schema/model.ts'

/**
 * One function for each of xw's operations that answers once; those that stream are in `streams*.ts`, those that the
 * first page never needs in `client*.ts` beside this.
 * Each rejects with a `Problem` and nothing else, and gives up after 30 s where nothing else is said.
 */

export type Ask<S extends v.GenericSchema> = Asking & Omit<CallDetails<S>, 'operation' | 'refusal'>

export function ask<S extends v.GenericSchema>(operation: string, rest: Ask<S>): Promise<v.InferOutput<S>> {
  return call({ ...rest, operation: `xw.${operation}`, refusal })
}

/** It says only that it is there: who takes longer for that is not. */
const answeringMs = 10_000

/** Probing each running instance costs the server up to a second. */
const listingInstancesMs = 60_000

export function health(at: Endpoint, signal?: AbortSignal): Promise<Health> {
  const timeoutMs = answeringMs
  return ask('health', { at, path: '/api/health', schema: HealthSchema, signal, timeoutMs, isProbe: true })
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
  return ask('listModels', {
    at,
    method: 'POST',
    changes: false,
    path: '/api/models/list',
    body,
    schema: ModelListSchema,
    signal,
  })
}

export function listDownloaded(at: Endpoint, signal?: AbortSignal): Promise<DownloadedList> {
  return ask('listDownloaded', { at, path: '/api/models/downloaded', schema: DownloadedListSchema, signal })
}

export function showModel(at: Endpoint, model: string, signal?: AbortSignal): Promise<ModelDetail> {
  const body = { model }
  return ask('showModel', {
    at,
    method: 'POST',
    changes: false,
    path: '/api/models/show',
    body,
    schema: ModelDetailSchema,
    signal,
  })
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
