import type { Endpoint } from '@/net/endpoint.ts'
import { ask } from './client.ts'
import {
  type ChatCompletion,
  ChatCompletionSchema,
  type ChatRequest,
  type Completion,
  type CompletionRequest,
  CompletionSchema,
  type CountTokensRequest,
  type Embeddings,
  type EmbeddingsRequest,
  EmbeddingsSchema,
  type InferenceHealth,
  InferenceHealthSchema,
  type Message,
  MessageSchema,
  type MessagesRequest,
  type Ran,
  RanSchema,
  type RunRequest,
  type TokenCount,
  TokenCountSchema,
} from './schema/inference.ts'

/** A model writes its whole answer first. */
const answeringMs = 10 * 60_000

/** Servers in the field answer 404, `not-found`: fall back to `chatCompletions`. */
export function run(at: Endpoint, body: RunRequest, signal?: AbortSignal): Promise<Ran> {
  return ask('run', {
    at,
    method: 'POST',
    changes: false,
    path: '/api/run',
    body,
    schema: RanSchema,
    signal,
    timeoutMs: answeringMs,
  })
}

export function chatCompletions(at: Endpoint, request: ChatRequest, signal?: AbortSignal): Promise<ChatCompletion> {
  return ask('chatCompletions', {
    at,
    method: 'POST',
    changes: false,
    path: '/v1/chat/completions',
    body: { ...request, stream: false },
    schema: ChatCompletionSchema,
    signal,
    timeoutMs: answeringMs,
  })
}

export function completions(at: Endpoint, request: CompletionRequest, signal?: AbortSignal): Promise<Completion> {
  return ask('completions', {
    at,
    method: 'POST',
    changes: false,
    path: '/v1/completions',
    body: { ...request, stream: false },
    schema: CompletionSchema,
    signal,
    timeoutMs: answeringMs,
  })
}

export function embeddings(at: Endpoint, body: EmbeddingsRequest, signal?: AbortSignal): Promise<Embeddings> {
  return ask('embeddings', {
    at,
    method: 'POST',
    changes: false,
    path: '/v1/embeddings',
    body,
    schema: EmbeddingsSchema,
    signal,
    timeoutMs: answeringMs,
  })
}

export function messages(at: Endpoint, request: MessagesRequest, signal?: AbortSignal): Promise<Message> {
  return ask('messages', {
    at,
    method: 'POST',
    changes: false,
    path: '/v1/messages',
    body: { ...request, stream: false },
    schema: MessageSchema,
    signal,
    timeoutMs: answeringMs,
  })
}

export function countTokens(at: Endpoint, body: CountTokensRequest, signal?: AbortSignal): Promise<TokenCount> {
  return ask('countTokens', {
    at,
    method: 'POST',
    changes: false,
    path: '/v1/messages/count_tokens',
    body,
    schema: TokenCountSchema,
    signal,
  })
}

export function inferenceHealth(at: Endpoint, signal?: AbortSignal): Promise<InferenceHealth> {
  return ask('inferenceHealth', { at, path: '/v1/health', schema: InferenceHealthSchema, signal })
}
