import type { ProblemFacts } from '@/net/problem.ts'
import type { ParameterTexts } from '../schema/chatParameters.ts'
import type { Usage } from '../schema/inferenceEvent.ts'

/** The operation an answer is asked for with: OpenAI's chat, Anthropic's messages, or OpenAI's completion of a text. */
export type TalkForm = 'chat' | 'messages' | 'completion'

/** An instance as a conversation remembers it: it may be gone by the time it is read. */
export interface Target {
  readonly server: string
  readonly label: string
  readonly alias: string
  readonly model: string
}

/** Names a target in keys and in addresses. */
export function targetKey({ server, alias }: Pick<Target, 'server' | 'alias'>): string {
  return `${server}/${alias}`
}

export interface ToolCall {
  readonly name: string
  /** JSON as the model wrote it, which may be cut off or none. */
  readonly text: string
}

/** A failed call in a form that can be kept. */
export interface KeptProblem {
  readonly operation: string
  readonly facts: ProblemFacts
  readonly at: number
}

export type AnswerState =
  /** Waits for one of the few connections that a browser opens. */
  | 'queued'
  /** Sent, and not a word came yet. */
  | 'asked'
  | 'writing'
  | 'done'
  | 'stopped'
  | 'failed'
  /** The page was closed or reloaded while it was written. */
  | 'interrupted'

/** Durations in milliseconds, `at` in milliseconds since the epoch. */
export interface Answer {
  readonly id: string
  readonly at: number
  readonly form: TalkForm
  readonly target: Target
  readonly state: AnswerState
  /** As it came: the thinking may stand in it, see `splitThinking`. */
  readonly text: string
  /** What came apart from the text. */
  readonly reasoning: string
  readonly tools: readonly ToolCall[]
  readonly finish: string | null
  readonly usage: Usage | null
  /** How many pieces came: about one a token, where the server does not count. */
  readonly pieces: number
  /** From sending to the first piece. */
  readonly firstMs: number | null
  readonly totalMs: number | null
  readonly problem: KeptProblem | null
  /** Frames that made no sense. */
  readonly unreadable: number
  /** The stream ended in good order and with a reason, but without its last frame. */
  readonly lacksEnd: boolean
  /** The console stopped it: it grew beyond what is kept. */
  readonly tooLong: boolean
  /** Since when nothing came, while it is being written. */
  readonly silentSince: number | null
}

/** The answers of one instance to one prompt; one of them is shown. */
export interface Column {
  readonly target: Target
  readonly answers: readonly Answer[]
  readonly shown: number
}

/** A prompt and its answers. Turns with the same parent are versions of each other. */
export interface Turn {
  readonly id: string
  readonly parent: string | null
  readonly at: number
  readonly prompt: string
  readonly columns: readonly Column[]
}

export interface Talk {
  readonly id: string
  /** Null: it is called by its first prompt. */
  readonly name: string | null
  readonly createdAt: number
  readonly updatedAt: number
  readonly system: string
  readonly parameters: ParameterTexts
  readonly turns: readonly Turn[]
  /** Which of a turn's versions is shown, by the parent; `''` for the first turns. The newest where nothing is said. */
  readonly chosen: Readonly<Record<string, string>>
}

/** As much of a conversation as a list needs. */
export interface TalkHead {
  readonly id: string
  readonly title: string
  readonly updatedAt: number
  /** What a search looks through: the name and the beginnings of the prompts. */
  readonly words: string
  readonly turns: number
}

export function newTalk(id: string, now: number): Talk {
  return { id, name: null, createdAt: now, updatedAt: now, system: '', parameters: {}, turns: [], chosen: {} }
}

export function isUnderWay({ state }: Pick<Answer, 'state'>): boolean {
  return state === 'queued' || state === 'asked' || state === 'writing'
}
