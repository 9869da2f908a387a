import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { longestAnswer } from '../../talks/answerRun.ts'
import { type Answer, isUnderWay } from '../../talks/talk.ts'

interface Props {
  readonly answer: Answer
  readonly hasText: boolean
}

/** What one should know of an answer beyond its words. */
export function AnswerNotes({ answer, hasText }: Props) {
  const t = useTranslations('playground.notes')
  const format = useFormat()
  const { state, finish, unreadable, lacksEnd, tooLong, tools } = answer
  if (isUnderWay(answer)) {
    return state === 'queued' ? <p className="text-sm text-ink-2">{t('queued')}</p> : null
  }
  const notes = [
    finish === 'length' || finish === 'max_tokens' ? t('limit') : null,
    finish === 'content_filter' || finish === 'refusal' ? t('filtered', { reason: inSentence(finish) }) : null,
    tooLong ? t('tooLong', { characters: format.number(longestAnswer) }) : null,
    state === 'stopped' && !tooLong ? t('stopped') : null,
    state === 'interrupted' ? t('interrupted') : null,
    state === 'failed' && hasText ? t('partly') : null,
    state === 'done' && !hasText && tools.length === 0 ? t('nothing') : null,
    lacksEnd ? t('lacksEnd') : null,
    unreadable > 0 ? t('unreadable', { n: unreadable }) : null,
  ].filter((note) => note !== null)
  if (notes.length === 0) return null
  return (
    <ul className="flex flex-col gap-0.5 text-sm text-ink-2">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}
