import * as v from 'valibot'
import { optionalNumber, optionalText } from './wire.ts'

/** A turn of a conversation, in both forms. */
export interface ChatTurn {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

/** How OpenAI-form operations choose the next token; engines leave out what they do not know, or refuse it. */
export interface Sampling {
  readonly max_tokens?: number
  readonly temperature?: number
  readonly top_p?: number
  readonly top_k?: number
  readonly presence_penalty?: number
  readonly frequency_penalty?: number
  readonly repetition_penalty?: number
  readonly seed?: number
  readonly stop?: readonly string[]
}

/** Without it, engines count the tokens of a streamed answer and do not tell. */
interface StreamOptions {
  readonly stream_options?: { readonly include_usage: boolean }
}

/** The body's model name picks the instance by alias and is passed on unchanged. */
export interface ChatRequest extends Sampling, StreamOptions {
  readonly model: string
  readonly messages: readonly ChatTurn[]
}

export interface CompletionRequest extends Sampling, StreamOptions {
  readonly model: string
  readonly prompt: string
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
  readonly top_p?: number
  readonly top_k?: number
  readonly stop_sequences?: readonly string[]
}

export type CountTokensRequest = Pick<MessagesRequest, 'model' | 'messages' | 'system'>

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

export const openAiUsage = v.fallback(
  v.pipe(
    v.nullish(v.object({ prompt_tokens: optionalNumber, completion_tokens: optionalNumber }), null),
    v.transform((wire) => wire && { inputTokens: wire.prompt_tokens, outputTokens: wire.completion_tokens }),
  ),
  null,
)

export const anthropicUsage = v.fallback(
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
    data: v.array(v.object({ index: v.number(), embedding: v.array(v.nullable(v.number())) })),
    usage: openAiUsage,
  }),
  v.transform((wire) => ({
    model: wire.model,
    /** JSON has no NaN: engines whose vector overflowed write null in its place. */
    vectors: wire.data
      .toSorted((a, b) => a.index - b.index)
      .map(({ embedding }) => embedding.map((value) => value ?? Number.NaN)),
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
