import * as v from 'valibot'
import { optionalNumber, optionalText, readJson } from './wire.ts'

/** A turn of a conversation, in both forms. */
export interface ChatTurn {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

/** The body's model name picks the instance by alias and is passed on unchanged. */
export interface ChatRequest {
  readonly model: string
  readonly messages: readonly ChatTurn[]
  readonly max_tokens?: number
  readonly temperature?: number
  readonly top_p?: number
}

export interface CompletionRequest {
  readonly model: string
  readonly prompt: string
  readonly max_tokens?: number
  readonly temperature?: number
}

export interface EmbeddingsRequest {
  readonly model: string
  readonly input: string | readonly string[]
}

export interface MessagesRequest {
  readonly model: string
  readonly messages: readonly ChatTurn[]
  readonly max_tokens: number
  readonly system?: string
  readonly temperature?: number
}

export type CountTokensRequest = Omit<MessagesRequest, 'max_tokens' | 'temperature'>

/** `POST /api/run`, which servers in the field answer with 404. */
export interface RunRequest {
  readonly model: string
  readonly input: string
  readonly options?: Readonly<Record<string, unknown>>
}

export const RanSchema = v.object({
  output: v.string(),
  metrics: v.fallback(v.nullish(v.record(v.string(), v.unknown()), null), null),
})
export type Ran = v.InferOutput<typeof RanSchema>
export type RanWire = v.InferInput<typeof RanSchema>

const openAiUsage = v.fallback(
  v.pipe(
    v.nullish(v.object({ prompt_tokens: optionalNumber, completion_tokens: optionalNumber }), null),
    v.transform((wire) => wire && { inputTokens: wire.prompt_tokens, outputTokens: wire.completion_tokens }),
  ),
  null,
)

const anthropicUsage = v.fallback(
  v.pipe(
    v.nullish(v.object({ input_tokens: optionalNumber, output_tokens: optionalNumber }), null),
    v.transform((wire) => wire && { inputTokens: wire.input_tokens, outputTokens: wire.output_tokens }),
  ),
  null,
)

/** `POST /v1/chat/completions` without a stream. */
export const ChatCompletionSchema = v.pipe(
  v.object({
    id: optionalText,
    model: optionalText,
    choices: v.array(
      v.object({
        message: v.object({ role: optionalText, content: v.nullish(v.string(), ''), reasoning_content: optionalText }),
        finish_reason: optionalText,
      }),
    ),
    usage: openAiUsage,
  }),
  v.transform((wire) => ({
    model: wire.model,
    text: wire.choices[0]?.message.content ?? '',
    reasoning: wire.choices[0]?.message.reasoning_content ?? null,
    finishReason: wire.choices[0]?.finish_reason ?? null,
    usage: wire.usage,
  })),
)
export type ChatCompletion = v.InferOutput<typeof ChatCompletionSchema>
export type ChatCompletionWire = v.InferInput<typeof ChatCompletionSchema>

/** `POST /v1/completions` without a stream. */
export const CompletionSchema = v.pipe(
  v.object({
    id: optionalText,
    model: optionalText,
    choices: v.array(v.object({ text: v.string(), finish_reason: optionalText })),
    usage: openAiUsage,
  }),
  v.transform((wire) => ({
    model: wire.model,
    text: wire.choices[0]?.text ?? '',
    finishReason: wire.choices[0]?.finish_reason ?? null,
    usage: wire.usage,
  })),
)
export type Completion = v.InferOutput<typeof CompletionSchema>
export type CompletionWire = v.InferInput<typeof CompletionSchema>

/** `POST /v1/embeddings`, by index. */
export const EmbeddingsSchema = v.pipe(
  v.object({
    model: optionalText,
    data: v.array(v.object({ index: v.number(), embedding: v.array(v.number()) })),
    usage: openAiUsage,
  }),
  v.transform((wire) => ({
    model: wire.model,
    vectors: wire.data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => embedding),
    usage: wire.usage,
  })),
)
export type Embeddings = v.InferOutput<typeof EmbeddingsSchema>
export type EmbeddingsWire = v.InferInput<typeof EmbeddingsSchema>

/** `POST /v1/messages` without a stream. */
export const MessageSchema = v.pipe(
  v.object({
    id: optionalText,
    model: optionalText,
    content: v.array(
      v.object({ type: v.string(), text: v.nullish(v.string(), ''), thinking: v.nullish(v.string(), '') }),
    ),
    stop_reason: optionalText,
    usage: anthropicUsage,
  }),
  v.transform((wire) => ({
    model: wire.model,
    text: wire.content.map(({ text }) => text).join(''),
    reasoning: wire.content.map(({ thinking }) => thinking).join('') || null,
    finishReason: wire.stop_reason,
    usage: wire.usage,
  })),
)
export type Message = v.InferOutput<typeof MessageSchema>
export type MessageWire = v.InferInput<typeof MessageSchema>

/** `POST /v1/messages/count_tokens`. */
export const TokenCountSchema = v.pipe(
  v.object({ input_tokens: v.number() }),
  v.transform((wire) => ({ inputTokens: wire.input_tokens })),
)
export type TokenCount = v.InferOutput<typeof TokenCountSchema>
export type TokenCountWire = v.InferInput<typeof TokenCountSchema>

/** `GET /v1/health`: the proxy's own, whose fields are not documented; being answered is what counts. */
export const InferenceHealthSchema = v.object({ status: optionalText, message: optionalText })
export type InferenceHealth = v.InferOutput<typeof InferenceHealthSchema>
export type InferenceHealthWire = v.InferInput<typeof InferenceHealthSchema>

export interface Usage {
  readonly inputTokens: number | null
  readonly outputTokens: number | null
}

/** A piece of an answer as it is written, the same for all three streaming operations. */
export type InferenceEvent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'reasoning'; readonly text: string }
  | { readonly kind: 'finish'; readonly reason: string | null; readonly usage: Usage | null }
  | { readonly kind: 'usage'; readonly usage: Usage }
  | { readonly kind: 'error'; readonly message: string }
  /** The last frame: `[DONE]`. */
  | { readonly kind: 'done' }
  | { readonly kind: 'unreadable'; readonly data: string }

/** The data of the frame without which a stream of the proxy is broken off. */
export const lastInferenceData = '[DONE]'

const piece = v.nullish(v.string(), '')

/** A chunk of either OpenAI-form stream. */
export const OpenAiChunkSchema = v.object({
  choices: v.nullish(
    v.array(
      v.object({
        delta: v.nullish(v.object({ content: piece, reasoning_content: piece })),
        text: piece,
        finish_reason: optionalText,
      }),
    ),
    () => [],
  ),
  usage: openAiUsage,
})
export type OpenAiChunkWire = v.InferInput<typeof OpenAiChunkSchema>

/** An event of the Anthropic-form stream. */
export const AnthropicChunkSchema = v.object({
  type: v.string(),
  delta: v.nullish(v.object({ text: piece, thinking: piece, stop_reason: optionalText })),
  message: v.nullish(v.object({ usage: anthropicUsage })),
  usage: anthropicUsage,
})
export type AnthropicChunkWire = v.InferInput<typeof AnthropicChunkSchema>

const StreamErrorSchema = v.object({
  error: v.union([
    v.string(),
    v.pipe(
      v.object({ message: v.string() }),
      v.transform(({ message }) => message),
    ),
  ]),
})

/** Reads the data of one event of an inference stream, in either form, into what it adds. Never throws. */
export function readInferenceEvent(data: string): readonly InferenceEvent[] {
  if (data.trim() === '') return []
  if (data.trim() === lastInferenceData) return [{ kind: 'done' }]
  const json = readJson(data)
  const failed = v.safeParse(StreamErrorSchema, json)
  if (failed.success) return [{ kind: 'error', message: failed.output.error }]
  const anthropic = v.safeParse(AnthropicChunkSchema, json)
  if (anthropic.success) return readAnthropic(anthropic.output)
  const openAi = v.safeParse(OpenAiChunkSchema, json)
  return openAi.success ? readOpenAi(openAi.output) : [{ kind: 'unreadable', data }]
}

function readOpenAi({ choices, usage }: v.InferOutput<typeof OpenAiChunkSchema>): InferenceEvent[] {
  const choice = choices[0]
  const text = choice?.delta?.content || choice?.text || ''
  return [
    ...textEvents(choice?.delta?.reasoning_content ?? '', text),
    ...(choice?.finish_reason ? [{ kind: 'finish', reason: choice.finish_reason, usage } as const] : []),
    ...(usage && !choice?.finish_reason ? [{ kind: 'usage', usage } as const] : []),
  ]
}

function readAnthropic({ type, delta, message, usage }: v.InferOutput<typeof AnthropicChunkSchema>): InferenceEvent[] {
  if (type === 'content_block_delta') return textEvents(delta?.thinking ?? '', delta?.text ?? '')
  if (type === 'message_delta') return [{ kind: 'finish', reason: delta?.stop_reason ?? null, usage }]
  return message?.usage ? [{ kind: 'usage', usage: message.usage }] : []
}

function textEvents(reasoning: string, text: string): InferenceEvent[] {
  return [
    ...(reasoning ? [{ kind: 'reasoning', text: reasoning } as const] : []),
    ...(text ? [{ kind: 'text', text } as const] : []),
  ]
}
