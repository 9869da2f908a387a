import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Endpoint } from '@/net/endpoint.ts'
import { Panel } from '@/ui/Panel.tsx'
import { linkClass } from '@/ui/link.ts'
import { paths } from '../../paths.ts'
import { heartbeatHistory } from '../../queriesHistory.ts'
import { HeartbeatCharts } from './HeartbeatCharts.tsx'
import { RangeChoice, WINDOWS_MS } from './RangeChoice.tsx'
import { SectionView } from './SectionView.tsx'
import { useClientSearch } from './useClientSearch.ts'

interface Props {
  readonly at: Endpoint
  readonly id: string
  readonly isQuiet: boolean
}

/** A client's heartbeats as charts: every one of them in one answer, seen as closely as one likes. */
export function HeartbeatSection({ at, id, isQuiet }: Props): ReactNode {
  const t = useTranslations('client.heartbeats')
  const { range } = useClientSearch()
  // A month is for what the console keeps itself: of heartbeats it may be the whole fleet's, and is on the health page.
  const shown = range === '30d' ? '7d' : range
  const query = useQuery(heartbeatHistory(at, { windowMs: WINDOWS_MS[shown] }, { clientIds: [id] }))
  return (
    <Panel
      title={t('title')}
      actions={
        <Link to={paths.health} search={{ view: 'clients', clients: id }} className={`${linkClass} text-sm`}>
          {t('more')}
        </Link>
      }
    >
      <div className="flex min-w-0 flex-col gap-4">
        <div>
          <RangeChoice ranges={['1h', '6h', '24h', '7d']} shown={shown} />
        </div>
        <SectionView query={query} isQuiet={isQuiet}>
          {(history) => <HeartbeatCharts at={at} id={id} history={history} />}
        </SectionView>
      </div>
    </Panel>
  )
}
