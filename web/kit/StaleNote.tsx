import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import type { Problem } from '@/net/problem.ts'
import { useNow } from './now.ts'
import { ProblemNotice } from './ProblemNotice.tsx'
import { useFormat } from './useFormat.ts'

interface Props {
  readonly problem: Problem
  /** When what is still shown was said. */
  readonly updatedAt: number
  /** It was said before this page was loaded. */
  readonly isKept?: boolean
  readonly onRetry: () => void
  readonly isRetrying: boolean
}

/** A poll failed and older data stays: said once and quietly, with the data's age. */
export function StaleNote({ problem, updatedAt, isKept = false, onRetry, isRetrying }: Props) {
  const t = useTranslations('problem')
  const words = useTranslations('kit.lastKnown')
  const format = useFormat()
  const now = useNow(1000)
  const said = { server: inSentence(problem.server.label), age: format.ago(updatedAt, now) }
  return (
    <div data-stale className="flex flex-col gap-1">
      <ProblemNotice problem={problem} onRetry={onRetry} isRetrying={isRetrying} compact />
      <p className="px-3 text-xs text-ink-3 only:px-0">
        {isKept ? words('failed', { ...said, time: format.dateTime(updatedAt) }) : t('stale', said)}
      </p>
    </div>
  )
}
