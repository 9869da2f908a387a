import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { Badge } from '@/ui/Badge.tsx'
import type { Outage } from '../../schema/history.ts'

interface Props {
  readonly outage: Outage
  /** The zone stands nearby. */
  readonly zoned?: boolean
}

/** When heartbeats came again, if they have. */
export function OutageEnd({ outage, zoned = false }: Props): ReactNode {
  const t = useTranslations('health.outages')
  const f = useFormat()
  if (outage.to === null) return <Badge tone="bad">{t('goesOn')}</Badge>
  return (
    <span className="tabular-nums">{zoned ? `${f.date(outage.to)} ${f.time(outage.to)}` : f.dateTime(outage.to)}</span>
  )
}
