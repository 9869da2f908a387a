import type { Endpoint } from '@/net/endpoint.ts'
import { ask } from './client.ts'
import { type InstanceAction, InstanceActionSchema } from './schema/instance.ts'
import { type StartRequest, type Started, StartedSchema } from './schema/start.ts'

/** What starts and ends an instance and answers once. Each rejects with a `Problem` and nothing else. */

/** The server gives a container a minute to stop. */
const stoppingMs = 75_000

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
    changes: true,
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
    changes: true,
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
    changes: true,
    path: '/api/runtime/start',
    body,
    schema: StartedSchema,
    signal,
    timeoutMs: 5 * 60_000,
  })
}
