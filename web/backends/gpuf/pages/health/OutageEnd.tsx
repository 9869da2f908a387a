import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { Badge } from '@/ui/Badge.tsx'
import type { Outage } from '../../schema/history.ts'

/** When heartbeats came again, if they have. */
export function OutageEnd({ outage }: { readonly outage: Outage }): ReactNode {
  const t = useTranslations('health.outages')
  const f = useFormat()
  if (outage.to === null) return <Badge tone="bad">{t('goesOn')}</Badge>
  return <span className="tabular-nums">{f.dateTime(outage.to)}</span>
}
