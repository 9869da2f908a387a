import type { ChatTurn } from '../../schema/inference.ts'
import { newTalk, type Talk } from '../../talks/talk.ts'
import { addTurn, messagesFor, pathOf } from '../../talks/talkTree.ts'

/** What an instance would be told if the draft were sent now; without a draft, what it was told last. */
export function nextMessages(talk: Talk, draft: string, key: string): readonly ChatTurn[] {
  const last = pathOf(talk).at(-1)
  if (draft.trim() === '') return last === undefined ? [] : messagesFor(talk, last.id, key)
  const turn = { id: 'draft', parent: last?.id ?? null, at: talk.updatedAt, prompt: draft, columns: [] }
  return messagesFor(addTurn({ ...newTalk(talk.id, talk.updatedAt), turns: talk.turns }, turn), turn.id, key)
}
