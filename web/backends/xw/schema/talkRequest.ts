import { messagesSamplingOf, type ParameterTexts, samplingOf } from './chatParameters.ts'
import type { ChatRequest, ChatTurn, CompletionRequest, MessagesRequest } from './inference.ts'

interface Asked {
  /** An instance's alias. */
  readonly model: string
  /** Without the system's. */
  readonly messages: readonly ChatTurn[]
  /** Nothing is sent where it is empty. */
  readonly system: string
  readonly parameters: ParameterTexts
}

/** A conversation in OpenAI's form, where the system prompt is its first message. */
export function chatRequestOf({ model, messages, system, parameters }: Asked): ChatRequest {
  const first: readonly ChatTurn[] = system.trim() === '' ? [] : [{ role: 'system', content: system }]
  return { model, messages: [...first, ...messages], ...samplingOf(parameters) }
}

/** A conversation in Anthropic's form, where the system prompt stands beside the messages. */
export function messagesRequestOf({ model, messages, system, parameters }: Asked): MessagesRequest {
  return { model, messages, ...(system.trim() !== '' && { system }), ...messagesSamplingOf(parameters) }
}

export function completionRequestOf(model: string, prompt: string, parameters: ParameterTexts): CompletionRequest {
  return { model, prompt, ...samplingOf(parameters) }
}
