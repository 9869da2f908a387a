import { type Answer, newTalk, type Talk, type Target, type Turn } from './talk.ts'

export const target: Target = { server: 'npu-01', label: 'npu-01', alias: 'chat', model: 'qwen3-8b' }
export const other: Target = { server: 'mx-01', label: 'mx-01', alias: 'llama', model: 'llama-3.1-8b-instruct' }

let answers = 0

export function answerOf(part: Partial<Answer> = {}): Answer {
  answers += 1
  return {
    id: `answer-${answers}`,
    at: 1_000,
    form: 'chat',
    target,
    state: 'done',
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
    ...part,
  }
}

/** A turn that `target` answered. */
export function turnOf(id: string, parent: string | null, prompt: string, ...texts: readonly string[]): Turn {
  const given = texts.map((text) => answerOf({ text }))
  const columns = given.length === 0 ? [] : [{ target, answers: given, shown: given.length - 1 }]
  return { id, parent, at: 2_000, prompt, columns }
}

export function talkOf(...turns: readonly Turn[]): Talk {
  return { ...newTalk('talk', 1_000), turns }
}
