import { useTranslations } from 'use-intl'
import { useNow } from '@/kit/now.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import type { Tone } from '@/ui/tone.ts'
import { type Answer, type AnswerState, isUnderWay } from '../../talks/talk.ts'

const toneOf = {
  queued: 'warn',
  asked: 'busy',
  writing: 'busy',
  done: 'good',
  stopped: 'idle',
  failed: 'bad',
  interrupted: 'warn',
} as const satisfies Record<AnswerState, Tone>

export function AnswerStateBadge({ answer }: { readonly answer: Answer }) {
  const t = useTranslations('playground.state')
  const { state } = answer
  // That it is done is what one expects.
  if (state === 'done') return null
  return (
    <StatusBadge tone={toneOf[state]} className="tabular-nums">
      {isUnderWay(answer) ? <UnderWay answer={answer} /> : t(`is.${state}`)}
    </StatusBadge>
  )
}

function UnderWay({ answer: { state, at, silentSince } }: { readonly answer: Answer }) {
  const t = useTranslations('playground.state')
  const format = useFormat()
  const now = useNow(1000)
  if (silentSince !== null) return t('silent', { duration: format.duration(Math.max(0, now - silentSince)) })
  return t('since', { state: t(`is.${state}`), duration: format.duration(Math.max(0, now - at)) })
}
