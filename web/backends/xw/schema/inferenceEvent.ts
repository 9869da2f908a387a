import * as v from 'valibot'
import { anthropicUsage, openAiUsage } from './inference.ts'
import { optionalNumber, optionalText, readJson } from './wire.ts'

export interface Usage {
  readonly inputTokens: number | null
  readonly outputTokens: number | null
}

/** A piece of an answer as it is written, the same for all three streaming operations. */
export type InferenceEvent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'reasoning'; readonly text: string }
  /** A piece of a tool call: its name comes first, its arguments (JSON as text) bit by bit. */
  | { readonly kind: 'tool'; readonly index: number; readonly name: string; readonly text: string }
  | { readonly kind: 'finish'; readonly reason: string | null; readonly usage: Usage | null }
  | { readonly kind: 'usage'; readonly usage: Usage }
  | { readonly kind: 'error'; readonly message: string }
  /** The last frame: `[DONE]`, or Anthropic's `message_stop`. */
  | { readonly kind: 'done' }
  | { readonly kind: 'unreadable'; readonly data: string }

/** The data of the frame without which a stream of the proxy is broken off. */
const lastInferenceData = '[DONE]'

/** Whatever is no text adds none: one odd field must not cost the piece beside it. */
const piece = v.fallback(v.nullish(v.string(), ''), '')

const toolPieces = v.fallback(
  v.nullish(
    v.array(
      v.object({
        index: optionalNumber,
        function: v.nullish(v.object({ name: piece, arguments: piece })),
      }),
    ),
    () => [],
  ),
  () => [],
)

/** A chunk of either OpenAI-form stream. */
export const OpenAiChunkSchema = v.object({
  choices: v.nullish(
    v.array(
      v.nullable(
        v.object({
          delta: v.nullish(
            v.object({ content: piece, reasoning_content: piece, reasoning: piece, tool_calls: toolPieces }),
          ),
          text: piece,
          finish_reason: optionalText,
        }),
      ),
    ),
    () => [],
  ),
  usage: openAiUsage,
})
export type OpenAiChunkWire = v.InferInput<typeof OpenAiChunkSchema>

/** An event of the Anthropic-form stream. */
export const AnthropicChunkSchema = v.object({
  type: v.string(),
  index: optionalNumber,
  delta: v.nullish(v.object({ text: piece, thinking: piece, partial_json: piece, stop_reason: optionalText })),
  content_block: v.nullish(v.object({ type: piece, name: piece, text: piece, thinking: piece })),
  message: v.nullish(v.object({ usage: anthropicUsage })),
  usage: anthropicUsage,
})
export type AnthropicChunkWire = v.InferInput<typeof AnthropicChunkSchema>

const StreamErrorSchema = v.union([
  v.pipe(
    v.object({
      error: v.union([
        v.string(),
        v.pipe(
          v.object({ message: v.string() }),
          v.transform(({ message }) => message),
        ),
      ]),
    }),
    v.transform(({ error }) => error),
  ),
  v.pipe(
    v.object({ object: v.literal('error'), message: v.string() }),
    v.transform(({ message }) => message),
  ),
])

/**
 * Reads the data of one event of an inference stream, in either form, into what it adds. Never throws.
 *
 * @param type the event's own name, `message` where it has none
 */
export function readInferenceEvent(data: string, type = 'message'): readonly InferenceEvent[] {
  if (data.trim() === '') return []
  if (data.trim() === lastInferenceData) return [{ kind: 'done' }]
  const json = readJson(data)
  const failed = v.safeParse(StreamErrorSchema, json)
  if (failed.success) return [{ kind: 'error', message: failed.output }]
  if (type === 'error') return [{ kind: 'error', message: data }]
  const anthropic = v.safeParse(AnthropicChunkSchema, json)
  if (anthropic.success) return readAnthropic(anthropic.output)
  const openAi = v.safeParse(OpenAiChunkSchema, json)
  return openAi.success ? readOpenAi(openAi.output) : [{ kind: 'unreadable', data }]
}

function readOpenAi({ choices, usage }: v.InferOutput<typeof OpenAiChunkSchema>): InferenceEvent[] {
  const choice = choices[0]
  const delta = choice?.delta
  const tools = (delta?.tool_calls ?? []).map((call, n): InferenceEvent => {
    const { name = '', arguments: text = '' } = call.function ?? {}
    return { kind: 'tool', index: call.index ?? n, name, text }
  })
  return [
    ...textEvents(delta?.reasoning_content || delta?.reasoning || '', delta?.content || choice?.text || ''),
    ...tools,
    ...(choice?.finish_reason ? [{ kind: 'finish', reason: choice.finish_reason, usage } as const] : []),
    ...(usage && !choice?.finish_reason ? [{ kind: 'usage', usage } as const] : []),
  ]
}

function readAnthropic(event: v.InferOutput<typeof AnthropicChunkSchema>): InferenceEvent[] {
  const { type, delta, message, usage, content_block: block } = event
  const index = event.index ?? 0
  switch (type) {
    case 'content_block_start':
      if (block?.type === 'tool_use') return [{ kind: 'tool', index, name: block.name, text: '' }]
      return textEvents(block?.thinking ?? '', block?.text ?? '')
    case 'content_block_delta':
      return [
        ...textEvents(delta?.thinking ?? '', delta?.text ?? ''),
        ...(delta?.partial_json ? [{ kind: 'tool', index, name: '', text: delta.partial_json } as const] : []),
      ]
    case 'message_delta':
      return [{ kind: 'finish', reason: delta?.stop_reason ?? null, usage }]
    case 'message_stop':
      return [{ kind: 'done' }]
    default:
      return message?.usage ? [{ kind: 'usage', usage: message.usage }] : []
  }
}

function textEvents(reasoning: string, text: string): InferenceEvent[] {
  return [
    ...(reasoning ? [{ kind: 'reasoning', text: reasoning } as const] : []),
    ...(text ? [{ kind: 'text', text } as const] : []),
  ]
}
