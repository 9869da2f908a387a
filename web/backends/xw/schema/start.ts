import * as v from 'valibot'
import { optionalNumber, optionalText, readJson, withoutAnsi } from './wire.ts'

/** `POST /api/runtime/start`. */
export const StartRequestSchema = v.object({
  model_id: v.string(),
  /** See `isAlias`. */
  alias: v.exactOptional(v.string()),
  /** Always sent: left out, the server picks the first engine of a random device type. */
  backend_type: v.string(),
  deployment_mode: v.string(),
  interactive: v.literal(false),
  additional_config: v.exactOptional(
    v.object({
      /** 1, 2, 4 or 8 logical indexes, ascending, with commas. This alone sets parallelism. */
      device: v.exactOptional(v.string()),
      /** Servers in the field ignore these two. */
      tensor_parallel: v.exactOptional(v.picklist([1, 2, 4, 8])),
      max_concurrent: v.exactOptional(v.number()),
    }),
  ),
})
export type StartRequest = Readonly<v.InferOutput<typeof StartRequestSchema>>

/** An alias becomes the instance's id and part of a container's name. */
export function isAlias(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(text)
}

/** What a start answers, as JSON and as the last line but one of the stream. */
export const StartedSchema = v.pipe(
  v.object({
    instance_id: v.string(),
    model_id: v.string(),
    backend_type: optionalText,
    deployment_mode: optionalText,
    port: optionalNumber,
    state: optionalText,
  }),
  v.transform((wire) => ({
    instanceId: wire.instance_id,
    modelId: wire.model_id,
    engine: wire.backend_type ?? '',
    mode: wire.deployment_mode ?? '',
    port: wire.port === 0 ? null : wire.port,
    rawState: wire.state ?? '',
  })),
)
export type Started = v.InferOutput<typeof StartedSchema>
export type StartedWire = v.InferInput<typeof StartedSchema>

export type StartEvent =
  | { readonly kind: 'line'; readonly text: string }
  /** A line about one layer of an image: each replaces the one before, until the final one. */
  | { readonly kind: 'layer'; readonly layer: string; readonly text: string; readonly final: boolean }
  | { readonly kind: 'instance'; readonly instance: Started }
  /** The container exists; the model loads for minutes yet. */
  | { readonly kind: 'done' }
  | { readonly kind: 'error'; readonly message: string }

const ErrorDataSchema = v.object({ error: v.string() })

/** Reads one event of the start stream, `undefined` for an empty line. Never throws. */
export function readStartEvent(event: { readonly type: string; readonly data: string }): StartEvent | undefined {
  const data = withoutAnsi(event.data).trim()
  if (event.type === 'done') return { kind: 'done' }
  if (event.type === 'error') return { kind: 'error', message: readErrorData(data) }
  if (data === '') return undefined
  const docker = /^DOCKER_(CR|LF)\|(.*)$/s.exec(data)
  if (docker) return readDocker(docker[2] ?? '', docker[1] === 'LF')
  if (data.startsWith('{')) {
    const started = v.safeParse(StartedSchema, readJson(data))
    if (started.success) return { kind: 'instance', instance: started.output }
  }
  return { kind: 'line', text: data }
}

function readDocker(text: string, final: boolean): StartEvent {
  const layer = /^([\w.-]+):\s*(.*)$/s.exec(text)
  return layer ? { kind: 'layer', layer: layer[1] ?? '', text: layer[2] ?? '', final } : { kind: 'line', text }
}

function readErrorData(data: string): string {
  const json = v.safeParse(ErrorDataSchema, readJson(data))
  if (json.success) return json.output.error
  // As in the pull stream, the text may be unescaped.
  return data.replace(/^\s*\{\s*"error"\s*:\s*"?/, '').replace(/"?\s*\}\s*$/, '')
}
