import { defaultStreams, useConnections } from '@/kit/connections.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { acquireStreamSlot } from '@/net/streamSlots.ts'
import type { ParameterTexts } from '../schema/chatParameters.ts'
import type { InferenceEvent } from '../schema/inferenceEvent.ts'
import { chatRequestOf, completionRequestOf, messagesRequestOf } from '../schema/talkRequest.ts'
import type { StreamHandlers } from '../streams.ts'
import { streamChat, streamCompletion, streamMessage } from '../streamsInference.ts'
import { type AnswerRun, startAnswer } from './answerRun.ts'
import { newId } from './newId.ts'
import { type Answer, isUnderWay, type Talk, type TalkForm, type Target, targetKey } from './talk.ts'
import { talks } from './talks.ts'
import { addAnswer, addTurn, messagesFor, putAnswer } from './talkTree.ts'

/** An instance to be asked, and what its model's own files set. */
export interface AskedTarget {
  readonly at: Endpoint
  readonly target: Target
  readonly defaults: ParameterTexts
}

type ConversationForm = Exclude<TalkForm, 'completion'>

const runs = new Map<string, AnswerRun>()

/** Puts a prompt to instances, behind `parent` (null: at the beginning). Returns the new turn's id. */
export function sendPrompt(
  talkId: string,
  prompt: string,
  parent: string | null,
  form: ConversationForm,
  asked: readonly AskedTarget[],
): string {
  const id = newId()
  talks().change(talkId, (talk) => addTurn(talk, { id, parent, at: Date.now(), prompt, columns: [] }))
  for (const one of asked) answerTurn(talkId, id, form, one)
  return id
}

/** Asks an instance for another answer to a turn's prompt. The others are kept. */
export function answerTurn(talkId: string, turnId: string, form: ConversationForm, asked: AskedTarget): void {
  const answer = newAnswer(form, asked.target)
  talks().change(talkId, (talk) => addAnswer(talk, turnId, answer))
  const talk = talks().store.getState().open[talkId]
  if (!talk) return
  const open = opener(talk, turnId, form, asked)
  run(asked.at, answer, open, (newer) => {
    talks().change(talkId, (now) => putAnswer(now, newer))
    // What is over is written at once: a page that is closed has no time for it.
    if (!isUnderWay(newer)) talks().keepNow()
  })
}

function opener(talk: Talk, turnId: string, form: ConversationForm, { at, target, defaults }: AskedTarget): Open {
  const request = {
    model: target.alias,
    messages: messagesFor(talk, turnId, targetKey(target)),
    system: talk.system,
    parameters: { ...defaults, ...talk.parameters },
  }
  return form === 'chat'
    ? (handlers) => streamChat(at, { ...chatRequestOf(request), ...withUsage }, handlers)
    : (handlers) => streamMessage(at, messagesRequestOf(request), handlers)
}

/** Lets an instance go on with a text. */
export function completeText(
  prompt: string,
  parameters: ParameterTexts,
  { at, target, defaults }: AskedTarget,
  publish: (answer: Answer) => void,
): void {
  const answer = newAnswer('completion', target)
  publish(answer)
  const request = completionRequestOf(target.alias, prompt, { ...defaults, ...parameters })
  run(at, answer, (handlers) => streamCompletion(at, { ...request, ...withUsage }, handlers), publish)
}

/** Stops what is still being written in a conversation, as before it is deleted. */
export function stopTalk({ turns }: Talk): void {
  for (const { id } of turns.flatMap(({ columns }) => columns.flatMap(({ answers }) => answers))) stopAnswer(id)
}

export function stopAnswer(id: string): void {
  runs.get(id)?.stop()
}

/** Some engines count the tokens of a stream only when asked to. */
const withUsage = { stream_options: { include_usage: true } } as const

type Open = (handlers: StreamHandlers<InferenceEvent>) => Promise<void>

function run(at: Endpoint, answer: Answer, open: Open, publish: (answer: Answer) => void): void {
  const started = startAnswer({ at, answer, open, acquireSlot, publish, clock: () => performance.now() })
  runs.set(answer.id, started)
  void started.over.then(() => runs.delete(answer.id))

  function acquireSlot(signal: AbortSignal): Promise<() => void> {
    const total = useConnections.getState().streams ?? defaultStreams
    // Pulls count by themselves: an answer of a minute need not wait for a pull of an hour to the same server.
    return acquireStreamSlot({ server: `talk:${at.id}`, signal, perServer: total, total })
  }
}

function newAnswer(form: TalkForm, target: Target): Answer {
  return {
    id: newId(),
    at: Date.now(),
    form,
    target,
    state: 'queued',
    text: '',
    reasoning: '',
    tools: [],
    finish: null,
    usage: null,
    pieces: 0,
    firstMs: null,
    totalMs: null,
    problem: null,
    unreadable: 0,
    lacksEnd: false,
    tooLong: false,
    silentSince: null,
  }
}
