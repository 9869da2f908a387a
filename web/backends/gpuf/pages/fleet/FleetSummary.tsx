import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

interface Props {
  readonly shown: number
  readonly clients: { readonly total: number; readonly duplicates: number }
  /** So many are in the register, each counted once. */
  readonly listed: number
  readonly isFiltered: boolean
}

/** How many there are and how many of them are shown, and where the server counts otherwise. */
export function FleetSummary({ shown, clients, listed, isFiltered }: Props): ReactNode {
  const t = useTranslations('fleet')
  const { total, duplicates } = clients
  return (
    <output className="text-xs text-ink-3 tabular-nums">
      {isFiltered ? t('shown', { shown, total: listed }) : t('all', { total: listed })}
      {total !== listed + duplicates && ` ${t('serverTotal', { count: total, listed: listed + duplicates })}`}
      {duplicates > 0 && ` ${t('duplicates', { count: duplicates })}`}
    </output>
  )
}
