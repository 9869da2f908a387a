import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Figure } from '@/ui/Figure.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { monitor } from '../../queriesHistory.ts'
import type { Client, ClientDetail } from '../../schema/client.ts'
import { AvailabilityWeek } from './AvailabilityWeek.tsx'
import { AvailabilityYear } from './AvailabilityYear.tsx'
import { SectionView } from './SectionView.tsx'

interface Props {
  readonly at: Endpoint
  readonly id: string
  readonly client: Client
  readonly detail: ClientDetail | undefined
  readonly isQuiet: boolean
}

/** The console's own availability beside the server's health: two figures that mean different things. */
export function AvailabilitySection({ at, id, client, detail, isQuiet }: Props): ReactNode {
  const t = useTranslations('client.availability')
  const f = useFormat()
  const query = useQuery(monitor(at, id))
  return (
    <div className="flex flex-col gap-4">
      <Panel title={t('title')}>
        <SectionView query={query} isQuiet={isQuiet}>
          {({ days }) => (
            <div className="flex flex-col gap-6">
              <AvailabilityYear rows={days} createdAt={client.createdAt} readAt={query.dataUpdatedAt} />
              <AvailabilityWeek rows={days} createdAt={client.createdAt} readAt={query.dataUpdatedAt} />
            </div>
          )}
        </SectionView>
      </Panel>
      <Panel title={t('server')}>
        <div className="flex flex-wrap gap-x-8">
          <Figure label={t('list')} value={f.number(client.reported ? client.health : null, 1)} className="px-0 pt-0" />
          <Figure
            label={t('detail')}
            value={f.number(client.reported ? detail?.health : null, 1)}
            className="px-0 pt-0"
          />
        </div>
        <p className="max-w-prose text-xs text-ink-2">{t('serverHow')}</p>
      </Panel>
    </div>
  )
}
