import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { QueryView } from '@/kit/QueryView.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { DataTable, type Column } from '@/ui/DataTable.tsx'
import { Figure } from '@/ui/Figure.tsx'
import { Meter } from '@/ui/Meter.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { client as clientDetail, monitor } from '../../queries.ts'
import { availability, type DayAvailability } from '../../schema/availability.ts'
import type { Client } from '../../schema/client.ts'
import type { Monitor } from '../../schema/monitor.ts'

interface Props {
  readonly at: Endpoint
  readonly id: string
  readonly client: Client | null
}

/** The console's own availability beside the server's health: two figures that mean different things. */
export function AvailabilityPanel({ at, id, client }: Props): ReactNode {
  const t = useTranslations('fleet.client.availability')
  const query = useQuery(monitor(at, id))
  return (
    <Panel title={t('title')}>
      <div className="flex flex-col gap-4">
        <QueryView query={query}>
          {({ days }) => <Own days={days} createdAt={client?.createdAt ?? null} readAt={query.dataUpdatedAt} />}
        </QueryView>
        <Servers at={at} id={id} client={client} />
      </div>
    </Panel>
  )
}

interface OwnProps {
  readonly days: Monitor['days']
  readonly createdAt: number | null
  readonly readAt: number
}

function Own({ days, createdAt, readAt }: OwnProps): ReactNode {
  const t = useTranslations('fleet.client.availability')
  const f = useFormat()
  const own = useMemo(() => availability(days, { now: readAt, createdAt }), [days, createdAt, readAt])
  const newestFirst = useMemo(() => own.days.toReversed(), [own])
  const columns = useDayColumns()
  return (
    <div>
      <Figure
        label={t('own')}
        value={own.percent === null ? t('none') : f.percent(own.percent)}
        hint={t('ownHint', { received: own.received, expected: own.expected })}
        className="px-0 pt-0"
      />
      <p className="mb-3 max-w-prose text-xs text-ink-2">
        {t('how')}
        {own.received > own.expected && ` ${t('over')}`}
      </p>
      <DataTable dense caption={t('days')} rows={newestFirst} columns={columns} rowKey={(day) => day.date} />
    </div>
  )
}

function useDayColumns(): readonly Column<DayAvailability>[] {
  const t = useTranslations('fleet.client.availability')
  const f = useFormat()
  return useMemo((): readonly Column<DayAvailability>[] => {
    const share = (day: DayAvailability) => (day.expected === 0 ? null : (100 * day.received) / day.expected)
    return [
      { id: 'date', header: t('dayColumn'), cell: (day) => day.date, mono: true },
      { id: 'received', header: t('receivedColumn'), cell: (day) => f.number(day.received), align: 'end' },
      { id: 'expected', header: t('expectedColumn'), cell: (day) => f.number(day.expected), align: 'end', priority: 2 },
      {
        id: 'share',
        header: t('percentColumn'),
        cell: (day) => (
          <Meter value={share(day)} label={`${t('percentColumn')}, ${day.date}`} text={f.percent(share(day))} />
        ),
        width: 160,
      },
    ]
  }, [t, f])
}

function Servers({ at, id, client }: Props): ReactNode {
  const t = useTranslations('fleet.client.availability')
  const f = useFormat()
  const detail = useQuery(clientDetail(at, id))
  return (
    <div className="border-t border-line pt-3">
      <div className="flex gap-8">
        <Figure label={t('list')} value={f.number(client?.reported ? client.health : null, 1)} className="px-0 pt-0" />
        <Figure
          label={t('detail')}
          value={f.number(client?.reported === false ? null : detail.data?.health, 1)}
          className="px-0 pt-0"
        />
      </div>
      <p className="max-w-prose text-xs text-ink-2">{t('serverHow')}</p>
    </div>
  )
}
