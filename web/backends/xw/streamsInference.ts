import type { Endpoint } from '@/net/endpoint.ts'
import { postEvents } from '@/net/events.ts'
import { refusal } from './schema/error.ts'
import type { ChatRequest, CompletionRequest, MessagesRequest } from './schema/inference.ts'
import { type InferenceEvent, readInferenceEvent } from './schema/inferenceEvent.ts'
import type { StreamHandlers } from './streams.ts'

/** A model may think for long before its first word, and nothing keeps the connection alive. */
const inferenceStallMs = 60_000
/** Behind some proxies the answer's head comes with the first word, which a long prompt holds up. */
const headMs = 10 * 60_000

/** Chat, in OpenAI's form. */
export function streamChat(
  at: Endpoint,
  request: ChatRequest,
  handlers: StreamHandlers<InferenceEvent>,
): Promise<void> {
  return infer(at, 'streamChat', '/v1/chat/completions', request, handlers)
}

/** Completion of a text, in OpenAI's form. */
export function streamCompletion(
  at: Endpoint,
  request: CompletionRequest,
  handlers: StreamHandlers<InferenceEvent>,
): Promise<void> {
  return infer(at, 'streamCompletion', '/v1/completions', request, handlers)
}

/** Chat, in Anthropic's form. */
export function streamMessage(
  at: Endpoint,
  request: MessagesRequest,
  handlers: StreamHandlers<InferenceEvent>,
): Promise<void> {
  return infer(at, 'streamMessage', '/v1/messages', request, handlers)
}

function infer(
  at: Endpoint,
  operation: string,
  path: string,
  request: ChatRequest | CompletionRequest | MessagesRequest,
  { onEvent, ...others }: StreamHandlers<InferenceEvent>,
): Promise<void> {
  let last = false
  return postEvents({
    ...others,
    at,
    operation: `xw.${operation}`,
    path,
    changes: false,
    body: { ...request, stream: true },
    refusal,
    timeoutMs: headMs,
    stallMs: inferenceStallMs,
    onEvent: ({ data, type }) => {
      for (const event of readInferenceEvent(data, type)) {
        if (event.kind === 'done') last = true
        onEvent(event, data)
      }
    },
    isLast: () => last,
  })
}
