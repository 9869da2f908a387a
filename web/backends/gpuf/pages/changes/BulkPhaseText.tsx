import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useNow } from '@/kit/now.ts'
import { useProblemText } from '@/kit/problemText.ts'
import type { BulkRun } from '../../bulk/bulkRun.ts'

/** How far a run is, in words. Read out when it changes its phase, not at each row. */
export function BulkPhaseText({ run, sent }: { readonly run: BulkRun; readonly sent: number }): ReactNode {
  const t = useTranslations('changes.run.phase')
  const { phase, rows } = run
  const left = rows.length - sent
  if (phase.kind === 'running') {
    return <p className="text-sm text-ink-2 tabular-nums">{t('running', { done: sent, total: rows.length })}</p>
  }
  return (
    <output className="block text-sm text-ink-2">
      {phase.kind === 'paused' ? <Paused phase={phase} /> : t(phase.kind, { left })}
    </output>
  )
}

function Paused({ phase }: { readonly phase: Extract<BulkRun['phase'], { kind: 'paused' }> }): ReactNode {
  const t = useTranslations('changes.run.phase')
  const now = useNow(1000)
  const problem = useProblemText()(phase.problem).title
  const seconds = Math.ceil((phase.until - now) / 1000)
  return seconds > 0 ? t('paused', { problem, seconds }) : t('pausedNow', { problem })
}
