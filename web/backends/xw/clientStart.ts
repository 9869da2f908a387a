import type { Endpoint } from '@/net/endpoint.ts'
import { ask } from './client.ts'
import { type StartRequest, type Started, StartedSchema } from './schema/start.ts'

/** A start that answers once. Servers in the field refuse new instances this way: prefer `start` in `streamsStart.ts`. */
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
