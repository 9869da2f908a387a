import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import type { Tone } from '@/ui/tone.ts'
import type { RowOutcome } from '../../bulk/bulkRun.ts'

const tones = {
  done: 'good',
  pending: 'busy',
  unconfirmed: 'warn',
  overwritten: 'warn',
  overtaken: 'warn',
  refused: 'bad',
  skipped: 'idle',
  waiting: 'idle',
} as const satisfies Record<RowOutcome, Tone>

/** What became of a row, or of so many rows. */
export function BulkOutcome({ outcome, count }: { readonly outcome: RowOutcome; readonly count?: number }): ReactNode {
  const t = useTranslations('changes.run')
  const words = t(`outcome.${outcome}`)
  return (
    <StatusBadge tone={tones[outcome]}>
      {count === undefined ? words : t('count', { count, outcome: words })}
    </StatusBadge>
  )
}
