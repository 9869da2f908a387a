import { plainText } from '@/lib/serverText.ts'
import type { ChatTurn } from '../schema/inference.ts'
import { splitThinking } from '../schema/thinking.ts'
import { type Answer, type Column, type Talk, type TalkHead, targetKey, type Turn } from './talk.ts'

/** The versions of a turn, oldest first. */
export function versionsOf(talk: Talk, parent: string | null): readonly Turn[] {
  return talk.turns.filter((turn) => turn.parent === parent)
}

/** The turns that are shown: from the first on, of each the version that was chosen. */
export function pathOf(talk: Talk): readonly Turn[] {
  const path: Turn[] = []
  const seen = new Set<string>()
  let parent: string | null = null
  for (;;) {
    const versions: readonly Turn[] = versionsOf(talk, parent)
    const chosen: string | undefined = talk.chosen[parent ?? '']
    const turn: Turn | undefined = versions.find(({ id }) => id === chosen) ?? versions.at(-1)
    // A file that was edited by hand can have turns in a circle.
    if (turn === undefined || seen.has(turn.id)) return path
    seen.add(turn.id)
    path.push(turn)
    parent = turn.id
  }
}

/** Adds a turn and shows it. */
export function addTurn(talk: Talk, turn: Turn): Talk {
  return {
    ...talk,
    updatedAt: turn.at,
    turns: [...talk.turns, turn],
    chosen: { ...talk.chosen, [turn.parent ?? '']: turn.id },
  }
}

export function chooseTurn(talk: Talk, turn: Turn): Talk {
  return { ...talk, chosen: { ...talk.chosen, [turn.parent ?? '']: turn.id } }
}

function changeTurn(talk: Talk, turnId: string, change: (turn: Turn) => Turn): Talk {
  return { ...talk, turns: talk.turns.map((turn) => (turn.id === turnId ? change(turn) : turn)) }
}

function changeColumn(talk: Talk, turnId: string, key: string, change: (column: Column) => Column): Talk {
  return changeTurn(talk, turnId, (turn) => ({
    ...turn,
    columns: turn.columns.map((column) => (targetKey(column.target) === key ? change(column) : column)),
  }))
}

/** Adds another answer of an instance, and shows it; a column for it where it had none. */
export function addAnswer(talk: Talk, turnId: string, answer: Answer): Talk {
  const key = targetKey(answer.target)
  const touched = { ...talk, updatedAt: Math.max(talk.updatedAt, answer.at) }
  const has = talk.turns.some(
    ({ id, columns }) => id === turnId && columns.some(({ target }) => targetKey(target) === key),
  )
  if (!has) {
    return changeTurn(touched, turnId, (turn) => ({
      ...turn,
      columns: [...turn.columns, { target: answer.target, answers: [answer], shown: 0 }],
    }))
  }
  return changeColumn(touched, turnId, key, (column) => {
    // A refusal without a word of an answer is not worth walking to.
    const answers = column.answers.filter((other) => !isBareFailure(other))
    return { ...column, answers: [...answers, answer], shown: answers.length }
  })
}

function isBareFailure({ state, text, reasoning, tools }: Answer): boolean {
  return state === 'failed' && text === '' && reasoning === '' && tools.length === 0
}

/** Puts the newer state of an answer in its place. */
export function putAnswer(talk: Talk, answer: Answer): Talk {
  return {
    ...talk,
    turns: talk.turns.map((turn) => {
      if (!turn.columns.some(({ answers }) => answers.some(({ id }) => id === answer.id))) return turn
      const columns = turn.columns.map((column) => ({
        ...column,
        answers: column.answers.map((other) => (other.id === answer.id ? answer : other)),
      }))
      return { ...turn, columns }
    }),
  }
}

export function showAnswer(talk: Talk, turnId: string, key: string, shown: number): Talk {
  return changeColumn(talk, turnId, key, (column) => ({
    ...column,
    shown: Math.max(0, Math.min(column.answers.length - 1, shown)),
  }))
}

export function shownAnswer({ answers, shown }: Column): Answer | undefined {
  return answers[shown] ?? answers.at(-1)
}

/**
 * What an instance is told of a conversation up to and with a turn's prompt: what is on the screen. Its own answers
 * stand in it without their thinking; where it gave none, those of the first instance that did. A turn that nobody
 * answered is left out: many templates refuse two prompts in a row.
 */
export function messagesFor(talk: Talk, turnId: string, key: string): readonly ChatTurn[] {
  const messages: ChatTurn[] = []
  for (const turn of lineage(talk, turnId)) {
    if (turn.id === turnId) return [...messages, { role: 'user', content: turn.prompt }]
    const own = turn.columns.find(({ target }) => targetKey(target) === key)
    const content = [own, ...turn.columns].map(saidIn).find((said) => said !== '')
    if (content === undefined) continue
    messages.push({ role: 'user', content: turn.prompt }, { role: 'assistant', content })
  }
  return messages
}

/** A turn and those before it, first turn first, whichever versions are shown. */
function lineage(talk: Talk, turnId: string): readonly Turn[] {
  const line: Turn[] = []
  let id: string | null = turnId
  while (id !== null && line.length <= talk.turns.length) {
    const turn: Turn | undefined = talk.turns.find((one) => one.id === id)
    if (turn === undefined) break
    line.unshift(turn)
    id = turn.parent
  }
  return line
}

function saidIn(column: Column | undefined): string {
  const answer = column && shownAnswer(column)
  return answer === undefined ? '' : splitThinking(answer.text, false).answer.trim()
}

const titleLength = 80
const wordsLength = 4000

export function headOf(talk: Talk): TalkHead {
  const prompts = talk.turns.map(({ prompt }) => prompt.slice(0, 500))
  return {
    id: talk.id,
    title: titleOf(talk),
    updatedAt: talk.updatedAt,
    words: [talk.name ?? '', ...prompts].join('\n').slice(0, wordsLength),
    turns: talk.turns.length,
  }
}

/** Its name, or the beginning of its first prompt; empty while there is neither. */
export function titleOf({ name, turns }: Pick<Talk, 'name' | 'turns'>): string {
  return plainText(name ?? turns[0]?.prompt.slice(0, 4 * titleLength) ?? '', titleLength)
}
