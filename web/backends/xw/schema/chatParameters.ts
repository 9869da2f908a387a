import type { MessagesRequest, Sampling } from './inference.ts'

/** How a model writes. What is typed is kept as text until it is sent. */
export const chatParameters = [
  'temperature',
  'top_p',
  'top_k',
  'max_tokens',
  'presence_penalty',
  'frequency_penalty',
  'repetition_penalty',
  'seed',
  'stop',
] as const
export type ChatParameter = (typeof chatParameters)[number]

/** What was set here; the others are the model's or the engine's. */
export type ParameterTexts = Readonly<Partial<Record<ChatParameter, string>>>

export interface ParameterRange {
  readonly min: number
  readonly max: number
  readonly whole: boolean
}

/** What engines take. `stop` is text. */
export const parameterRanges = {
  temperature: { min: 0, max: 2, whole: false },
  top_p: { min: 0, max: 1, whole: false },
  // -1 and 0 switch it off, in one engine or the other
  top_k: { min: -1, max: 1_000_000, whole: true },
  max_tokens: { min: 1, max: 10_000_000, whole: true },
  presence_penalty: { min: -2, max: 2, whole: false },
  frequency_penalty: { min: -2, max: 2, whole: false },
  repetition_penalty: { min: 0.01, max: 10, whole: false },
  seed: { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER, whole: true },
} as const satisfies Record<Exclude<ChatParameter, 'stop'>, ParameterRange>

/** Other names of the same, as models' files have them. */
const otherNames: Readonly<Record<string, ChatParameter>> = {
  repeat_penalty: 'repetition_penalty',
  num_predict: 'max_tokens',
  max_new_tokens: 'max_tokens',
}

/** The parameters that a model's own files set, by the names that requests have. */
export function defaultParameters(inferenceParameters: Readonly<Record<string, string>>): ParameterTexts {
  const found: Partial<Record<ChatParameter, string>> = {}
  for (const [name, text] of Object.entries(inferenceParameters)) {
    const parameter = chatParameters.find((known) => known === name) ?? otherNames[name]
    if (parameter === undefined || found[parameter] !== undefined) continue
    const value = parameter === 'stop' ? stopText(text) : text.trim()
    if (checkParameter(parameter, value) === null && value !== '') found[parameter] = value
  }
  return found
}

/** A list that arrived as JSON, one a line. */
function stopText(text: string): string {
  try {
    const list: unknown = JSON.parse(text)
    if (Array.isArray(list)) return list.filter((one) => typeof one === 'string').join('\n')
  } catch {
    // It is the text itself.
  }
  return text
}

export type ParameterFault = 'not-a-number' | 'not-whole' | 'out-of-range'

/** What is wrong with a value as typed; null where it can be sent. Nothing typed can. */
export function checkParameter(parameter: ChatParameter, text: string): ParameterFault | null {
  if (parameter === 'stop' || text.trim() === '') return null
  const value = Number(text)
  if (!Number.isFinite(value)) return 'not-a-number'
  const { min, max, whole } = parameterRanges[parameter]
  if (whole && !Number.isInteger(value)) return 'not-whole'
  return value < min || value > max ? 'out-of-range' : null
}

/** The fields of an OpenAI-form request. What cannot be sent is left out. */
export function samplingOf(texts: ParameterTexts): Sampling {
  const fields: Record<string, number | readonly string[]> = {}
  for (const parameter of chatParameters) {
    const text = texts[parameter]
    if (text === undefined || text.trim() === '' || checkParameter(parameter, text) !== null) continue
    if (parameter === 'stop') fields[parameter] = text.split('\n').filter((line) => line !== '')
    else fields[parameter] = Number(text)
  }
  return fields
}

/** Anthropic's form wants a limit in every request. */
export const messagesMaxTokens = 1024

/** The fields of an Anthropic-form request, which knows fewer parameters. */
export function messagesSamplingOf(
  texts: ParameterTexts,
): Pick<MessagesRequest, 'max_tokens' | 'temperature' | 'top_p' | 'top_k' | 'stop_sequences'> {
  const { max_tokens = messagesMaxTokens, temperature, top_p, top_k, stop } = samplingOf(texts)
  return {
    max_tokens,
    ...(temperature !== undefined && { temperature }),
    ...(top_p !== undefined && { top_p }),
    ...(top_k !== undefined && { top_k }),
    ...(stop !== undefined && { stop_sequences: stop }),
  }
}

/** Those that Anthropic's form does not have. */
export const openAiOnly: ReadonlySet<ChatParameter> = new Set([
  'presence_penalty',
  'frequency_penalty',
  'repetition_penalty',
  'seed',
])
