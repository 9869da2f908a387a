import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { quietLinkClass } from '@/ui/link.ts'
import type { Outage } from '../../schema/history.ts'
import { around } from '../../schema/outagesOf.ts'
import type { Zoom } from './useZoom.ts'

interface Props {
  readonly outage: Outage
  readonly zoom: Zoom
  /** The zone stands nearby. */
  readonly zoned?: boolean
}

/** When an outage began, as a button that shows it in the charts. */
export function OutageTime({ outage, zoom, zoned = false }: Props): ReactNode {
  const t = useTranslations('health.outages')
  const f = useFormat()
  const time = f.dateTime(outage.from)
  return (
    <button
      type="button"
      title={t('show')}
      aria-label={t('showAt', { time })}
      onClick={() => zoom.onZoom(around(outage, zoom.whole))}
      className={`${quietLinkClass} tabular-nums underline decoration-line-strong decoration-1`}
    >
      {zoned ? `${f.date(outage.from)} ${f.time(outage.from)}` : time}
    </button>
  )
}
