import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { Disclosure } from '@/ui/Disclosure.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { quietLinkClass } from '@/ui/link.ts'
import { paths } from '../../paths.ts'
import type { Outage } from '../../schema/history.ts'
import { OutageEnd } from './OutageEnd.tsx'
import { OutageTime } from './OutageTime.tsx'
import type { NameOf } from './useHistoryOutages.ts'
import type { Zoom } from './useZoom.ts'

/** So many clients by name; the rest is counted. */
const NAMES_AT_MOST = 20

interface Props {
  readonly outage: Outage
  readonly nameOf: NameOf
  readonly zoom: Zoom
}

export function PipelineOutage({ outage, nameOf, zoom }: Props): ReactNode {
  const t = useTranslations('health.outages')
  const f = useFormat()
  const { clients, from, to } = outage
  const more = clients.length - NAMES_AT_MOST
  return (
    <li className="flex flex-col gap-1 px-4 py-2 text-sm">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <OutageTime outage={outage} zoom={zoom} />
        <span className="text-ink-3">{t('until')}</span>
        <OutageEnd outage={outage} />
        <span className="text-ink-2 tabular-nums">{f.duration((to ?? zoom.whole.to) - from)}</span>
      </div>
      <Disclosure summary={t('pipeline.clients', { count: clients.length })}>
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {clients.slice(0, NAMES_AT_MOST).map((id) => (
            <li key={id}>
              <Link to={paths.client} params={{ client: id }} className={quietLinkClass}>
                <ServerText text={nameOf(id)} />
              </Link>
            </li>
          ))}
          {more > 0 && <li className="text-ink-3">{t('pipeline.more', { count: more })}</li>}
        </ul>
      </Disclosure>
    </li>
  )
}
