import { serverFacts } from '@/net/answer.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { isProblem, Problem } from '@/net/problem.ts'
import type { InferenceEvent } from '../schema/inferenceEvent.ts'
import type { StreamHandlers } from '../streams.ts'
import type { Answer, KeptProblem, ToolCall } from './talk.ts'

/** Longer answers are stopped: a model that repeats itself never ends. In characters, thinking included. */
export const longestAnswer = 4_000_000

/** What came is shown ten times a second. */
const publishMs = 100

interface Wanted {
  readonly at: Endpoint
  readonly answer: Answer
  /** Sends the request, once. */
  readonly open: (handlers: StreamHandlers<InferenceEvent>) => Promise<void>
  /** Waits for a connection; gives it back with what it resolves to. */
  readonly acquireSlot: (signal: AbortSignal) => Promise<() => void>
  /** Told of each newer state, the last one at the end. */
  readonly publish: (answer: Answer) => void
  /** Monotonic, in milliseconds. */
  readonly clock: () => number
}

export interface AnswerRun {
  readonly stop: () => void
  /** Fulfilled when the last state was published. Never rejects. */
  readonly over: Promise<void>
}

/** Asks for one answer and tells how it comes in, until it is done, stopped or failed. What came is kept in all cases. */
export function startAnswer({ at, answer: first, open, acquireSlot, publish, clock }: Wanted): AnswerRun {
  const controller = new AbortController()
  let answer = first
  let sentAt = clock()
  let timer: ReturnType<typeof setTimeout> | undefined

  const publishNow = () => {
    clearTimeout(timer)
    timer = undefined
    publish(answer)
  }
  const change = (part: Partial<Answer>) => {
    answer = { ...answer, ...part }
    timer ??= setTimeout(publishNow, publishMs)
  }
  const end = (part: Partial<Answer>) => {
    const totalMs = answer.state === 'queued' ? null : clock() - sentAt
    answer = { ...answer, totalMs, silentSince: null, ...part }
    publishNow()
  }

  const onEvent = (event: InferenceEvent) => {
    switch (event.kind) {
      case 'text':
      case 'reasoning':
      case 'tool':
        change({
          state: 'writing',
          pieces: answer.pieces + 1,
          firstMs: answer.firstMs ?? clock() - sentAt,
          ...(event.kind === 'text' && { text: answer.text + event.text }),
          ...(event.kind === 'reasoning' && { reasoning: answer.reasoning + event.text }),
          ...(event.kind === 'tool' && { tools: withToolPiece(answer.tools, event) }),
        })
        if (answer.text.length + answer.reasoning.length > longestAnswer) {
          change({ tooLong: true })
          controller.abort()
        }
        return
      case 'finish':
        change({ finish: event.reason, usage: merged(answer.usage, event.usage) })
        return
      case 'usage':
        change({ usage: merged(answer.usage, event.usage) })
        return
      case 'error':
        // The server's last word, though some leave the connection open behind it.
        throw new Problem(at, operationOf[answer.form], serverFacts(200, { words: event.message }))
      case 'unreadable':
        change({ unreadable: answer.unreadable + 1 })
        return
      case 'done':
    }
  }

  const run = async () => {
    let release: (() => void) | undefined
    try {
      release = await acquireSlot(controller.signal)
      sentAt = clock()
      answer = { ...answer, state: 'asked' }
      publishNow()
      await open({
        signal: controller.signal,
        onEvent,
        onStall: (silentForMs) => change({ silentSince: Date.now() - silentForMs }),
        onRecover: () => change({ silentSince: null }),
      })
      end({ state: 'done' })
    } catch (error) {
      if (controller.signal.aborted) {
        end({ state: 'stopped' })
        return
      }
      if (!isProblem(error)) {
        end({
          state: 'failed',
          problem: { operation: operationOf[answer.form], facts: bugFacts(error), at: Date.now() },
        })
        return
      }
      const { facts } = error
      // Some engines close in good order after saying why they stopped, without the last frame.
      if (facts.kind === 'broken-off' && facts.reason === 'ended-early' && answer.finish !== null) {
        end({ state: 'done', lacksEnd: true })
      } else end({ state: 'failed', problem: { operation: error.operation, facts, at: error.at } })
    } finally {
      release?.()
    }
  }
  return { stop: () => controller.abort(), over: run() }
}

const operationOf = { chat: 'xw.streamChat', messages: 'xw.streamMessage', completion: 'xw.streamCompletion' } as const

function bugFacts(error: unknown): KeptProblem['facts'] {
  return { kind: 'response', reason: 'schema', status: 200, received: String(error) }
}

function merged(before: Answer['usage'], now: Answer['usage']): Answer['usage'] {
  if (now === null) return before
  return {
    inputTokens: now.inputTokens ?? before?.inputTokens ?? null,
    outputTokens: now.outputTokens ?? before?.outputTokens ?? null,
  }
}

const mostTools = 64

function withToolPiece(
  tools: readonly ToolCall[],
  { index, name, text }: Extract<InferenceEvent, { kind: 'tool' }>,
): readonly ToolCall[] {
  // Anthropic counts its blocks through, text included: only the order matters.
  const at = name === '' ? Math.max(0, Math.min(index, tools.length - 1)) : tools.length
  if (at >= mostTools) return tools
  const before = tools[at] ?? { name: '', text: '' }
  return tools.toSpliced(at, 1, { name: before.name + name, text: before.text + text })
}
