import * as v from 'valibot'
import { compareNames, distinct, listOf, optionalNumber, optionalText, optionalTime } from './wire.ts'

const settings = v.fallback(
  v.pipe(
    v.nullish(v.record(v.string(), v.unknown()), () => ({})),
    v.transform((map): Record<string, string> =>
      Object.fromEntries(
        Object.entries(map)
          .sort(([a], [b]) => compareNames(a, b))
          .map(([key, value]) => [key, typeof value === 'string' ? value : (JSON.stringify(value) ?? '')]),
      ),
    ),
  ),
  () => ({}),
)

/** A model that runs, or ran, on a machine. */
export const InstanceSchema = v.pipe(
  v.object({
    id: v.string(),
    model_id: v.string(),
    alias: optionalText,
    backend_type: optionalText,
    deployment_mode: optionalText,
    state: v.string(),
    created_at: optionalTime,
    started_at: optionalTime,
    port: optionalNumber,
    container_id: optionalText,
    error: optionalText,
    config: settings,
  }),
  v.transform((wire) => ({
    id: wire.id,
    modelId: wire.model_id,
    /** What requests name the instance by; its id where the server gave no alias. */
    alias: wire.alias ?? wire.id,
    engine: wire.backend_type ?? '',
    mode: wire.deployment_mode ?? '',
    /** The server's own word, which needs translating: see `instanceCondition`. */
    rawState: wire.state,
    createdAt: wire.created_at,
    startedAt: wire.started_at,
    /** `null` where the server says 0. */
    port: wire.port === 0 ? null : wire.port,
    containerId: wire.container_id,
    error: wire.error,
    config: wire.config,
    exitCode: readExitCode(wire.error),
  })),
)
export type Instance = v.InferOutput<typeof InstanceSchema>
export type InstanceWire = v.InferInput<typeof InstanceSchema>

/** `GET /api/runtime/instances`, oldest first. Empty, too, when the server's container engine fails. */
export const InstanceListSchema = v.pipe(
  v.object({ instances: listOf(InstanceSchema) }),
  v.transform(({ instances }) =>
    distinct(instances, (instance) => instance.id).sort(
      (a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0) || compareNames(a.id, b.id),
    ),
  ),
)
export type InstanceList = v.InferOutput<typeof InstanceListSchema>
export type InstanceListWire = v.InferInput<typeof InstanceListSchema>

/** `GET /api/runtime/check-ready`. `ready` and `state` can disagree: `ready` is what was probed just now. */
export const ReadinessSchema = v.object({
  ready: v.boolean(),
  alias: v.string(),
  endpoint: optionalText,
  state: optionalText,
  message: optionalText,
})
export type Readiness = v.InferOutput<typeof ReadinessSchema>
export type ReadinessWire = v.InferInput<typeof ReadinessSchema>

/** What stopping and removing answer. */
export const InstanceActionSchema = v.object({ message: optionalText })
export type InstanceAction = v.InferOutput<typeof InstanceActionSchema>
export type InstanceActionWire = v.InferInput<typeof InstanceActionSchema>

/** An instance's state as an operator needs to know it. Durations in milliseconds. */
export type InstanceCondition =
  | { readonly kind: 'starting' }
  /** The container is up and its endpoint silent, as it is for minutes while a model loads. */
  | { readonly kind: 'loading'; readonly sinceMs: number }
  | { readonly kind: 'ready' }
  /** The container runs and the server said nothing about the endpoint. */
  | { readonly kind: 'running' }
  | { readonly kind: 'not-answering' }
  | { readonly kind: 'stopping' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'error' }
  | { readonly kind: 'unknown' }

/** For how long after its start a silent instance is taken to be loading its model, in milliseconds. */
export const loadingWindowMs = 15 * 60_000

/** Nothing of it runs any more. */
export function hasEnded({ rawState }: Pick<Instance, 'rawState'>): boolean {
  return rawState === 'stopped' || rawState === 'error'
}

/** Something of it runs on the server, as far as its word of state tells: it holds chips, and stopping it makes sense. */
export function isUp(instance: Pick<Instance, 'rawState'>): boolean {
  return !hasEnded(instance) && instance.rawState !== 'unknown'
}

/** Exit codes of a container that was asked to stop: done, killed, terminated. */
const stopCodes: ReadonlySet<number> = new Set([0, 137, 143])

export function isStopCode(code: number): boolean {
  return stopCodes.has(code)
}

/** Translates the server's state. `seenReady`: since this start; `stoppedHere`: a stop was asked for in this console. */
export function instanceCondition(
  instance: Pick<Instance, 'rawState' | 'startedAt' | 'createdAt' | 'exitCode'>,
  { now, seenReady, stoppedHere }: { readonly now: number; readonly seenReady: boolean; readonly stoppedHere: boolean },
): InstanceCondition {
  const start = instance.startedAt ?? instance.createdAt
  // A server whose clock is ahead of this browser's would otherwise have started in the future.
  const sinceMs = start === null ? null : Math.max(0, now - start)
  const mayBeLoading = !seenReady && sinceMs !== null && sinceMs < loadingWindowMs
  switch (instance.rawState) {
    case 'creating':
    case 'created':
    case 'starting':
      return { kind: 'starting' }
    case 'ready':
      return { kind: 'ready' }
    case 'running':
      return mayBeLoading ? { kind: 'loading', sinceMs } : { kind: 'running' }
    case 'unhealthy':
      return mayBeLoading ? { kind: 'loading', sinceMs } : { kind: 'not-answering' }
    case 'stopping':
      return { kind: 'stopping' }
    case 'stopped':
      return { kind: 'stopped' }
    case 'error':
      if (instance.exitCode === null) return { kind: 'error' }
      return stoppedHere && isStopCode(instance.exitCode)
        ? { kind: 'stopped' }
        : { kind: 'exited', code: instance.exitCode }
    default:
      return { kind: 'unknown' }
  }
}

/** The code in "Container exited unexpectedly with code N": the wire has it in no other place. */
function readExitCode(error: string | null): number | null {
  const code = /exited\b.{0,40}?\bcode:? (-?\d{1,10})\b/i.exec(error ?? '')?.[1]
  return code === undefined ? null : Number(code)
}
