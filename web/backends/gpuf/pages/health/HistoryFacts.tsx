import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { History } from '../../schema/history.ts'

/** What was read, and what of it could not be drawn as it came. */
export function HistoryFacts({
  history,
  isReading,
}: {
  readonly history: History
  readonly isReading: boolean
}): ReactNode {
  const t = useTranslations('health.facts')
  return (
    <div className="max-w-prose text-xs text-ink-3">
      <p className="tabular-nums">
        {t('counted', { heartbeats: history.heartbeats, clients: history.clients.length })}
        {isReading && ` · ${t('reading')}`}
      </p>
      {history.ahead > 0 && <p>{t('ahead', { count: history.ahead })}</p>}
      {history.outOfOrder > 0 && <p>{t('outOfOrder', { count: history.outOfOrder })}</p>}
      <p>{t('gaps')}</p>
    </div>
  )
}
