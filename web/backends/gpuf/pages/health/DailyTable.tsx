import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { QueryView } from '@/kit/QueryView.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { DataTable, type Column, type TableSort } from '@/ui/DataTable.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { SearchField } from '@/ui/SearchField.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { quietLinkClass } from '@/ui/link.ts'
import { paths } from '../../paths.ts'
import { monitor } from '../../queriesHistory.ts'
import { dayShare } from '../../schema/availability.ts'
import type { Daily, Monitor } from '../../schema/monitor.ts'
import { clientName } from '../clientName.ts'
import { daysIn, type AskedRange } from './healthRange.ts'
import { useHealthSearch } from './useHealthSearch.ts'

/** So many names of clients without figures; the rest is counted. */
const NAMES_AT_MOST = 5

interface Props {
  readonly at: Endpoint
  readonly asked: AskedRange
}

/** What the server keeps of each client and day, of the days that the range touches. */
export function DailyTable({ at, asked }: Props): ReactNode {
  const t = useTranslations('health.daily')
  const query = useQuery(monitor(at))
  return (
    <Panel title={t('title')} description={t('description')} padded={query.data === undefined || query.isError}>
      <QueryView
        query={query}
        isEmpty={({ days, withoutStatistics }) => days.length === 0 && withoutStatistics.length === 0}
        empty={<EmptyState compact title={t('empty')} />}
      >
        {(data) => <Days data={data} asked={asked} readAt={query.dataUpdatedAt} />}
      </QueryView>
    </Panel>
  )
}

interface DaysProps {
  readonly data: Monitor
  readonly asked: AskedRange
  readonly readAt: number
}

function Days({ data, asked, readAt }: DaysProps): ReactNode {
  const t = useTranslations('health.daily')
  const [search, change] = useHealthSearch()
  const { first, last } = daysIn(asked, readAt)
  const inRange = useMemo(() => data.days.filter(({ date }) => date >= first && date <= last), [data.days, first, last])
  const rows = useMemo(() => matching(inRange, search.q), [inRange, search.q])
  const columns = useDailyColumns(readAt)
  const sort = useMemo<TableSort>(
    () => ({
      id: search.sort ?? 'date',
      desc: search.sort === undefined ? search.dir !== 'asc' : search.dir === 'desc',
    }),
    [search.sort, search.dir],
  )
  return (
    <>
      <div className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-2">
        <SearchField
          label={t('search')}
          value={search.q ?? ''}
          onValueChange={(q) => change({ q: q === '' ? undefined : q })}
        />
        <output className="block text-xs text-ink-3 tabular-nums">
          {t('shown', { shown: rows.length, total: inRange.length })}
        </output>
      </div>
      <DataTable
        caption={t('title')}
        rows={rows}
        columns={columns}
        rowKey={(day) => `${day.date} ${day.clientId}`}
        sort={sort}
        onSortChange={(next) => change({ sort: next?.id, dir: next === null ? undefined : next.desc ? 'desc' : 'asc' })}
        maxHeight="32rem"
        empty={<EmptyState compact title={inRange.length === 0 ? t('emptyRange') : t('nothingMatches')} />}
      />
      {data.withoutStatistics.length > 0 && <Without clients={data.withoutStatistics} />}
    </>
  )
}

function Without({ clients }: { readonly clients: Monitor['withoutStatistics'] }): ReactNode {
  const t = useTranslations('health.daily')
  const f = useFormat()
  const first = clients
    .slice(0, NAMES_AT_MOST)
    .map((client) => inSentence(clientName({ id: client.clientId, name: client.clientName ?? '' }), 40))
  const more = clients.length - first.length
  const names = more > 0 ? t('withoutMore', { names: first.join(', '), more }) : f.list(first)
  return (
    <p className="border-t border-line px-4 py-2 text-xs text-ink-3">
      {t('without', { count: clients.length, names })}
    </p>
  )
}

function matching(days: readonly Daily[], q: string | undefined): readonly Daily[] {
  const words = (q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return days
  return days.filter((day) => {
    const text = `${day.clientName ?? ''}\n${day.clientId}\n${day.date}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

function useDailyColumns(readAt: number): readonly Column<Daily>[] {
  const t = useTranslations('health.daily')
  const f = useFormat()
  return useMemo(() => {
    const figure = (id: 'cpu' | 'memory' | 'disk'): Column<Daily> => ({
      id,
      header: t(id),
      sortValue: (day) => day[id],
      cell: (day) => f.percent(day[id]),
      align: 'end',
      width: id === 'memory' ? 96 : 84,
      priority: 2,
    })
    const bytes = (id: 'received' | 'sent', read: (day: Daily) => number | null): Column<Daily> => ({
      id,
      header: t(id),
      sortValue: read,
      cell: (day) => f.bytes(read(day)),
      align: 'end',
      width: 104,
      priority: 3,
    })
    return [
      { id: 'date', header: t('date'), sortValue: (day) => day.date, cell: (day) => day.date, width: 112, mono: true },
      {
        id: 'client',
        header: t('client'),
        sortValue: (day) => day.clientName ?? day.clientId,
        cell: (day) => (
          <Link to={paths.client} params={{ client: day.clientId }} className={quietLinkClass}>
            <ServerText text={clientName({ id: day.clientId, name: day.clientName ?? '' })} />
          </Link>
        ),
        grow: true,
        width: 122,
      },
      {
        id: 'heartbeats',
        header: t('heartbeats'),
        sortValue: (day) => day.heartbeats,
        cell: (day) => f.number(day.heartbeats),
        align: 'end',
        width: 120,
      },
      {
        id: 'availability',
        header: t('availability'),
        sortValue: (day) => dayShare(day, readAt),
        cell: (day) => f.percent(dayShare(day, readAt)),
        align: 'end',
        width: 116,
        priority: 2,
      },
      figure('cpu'),
      figure('memory'),
      figure('disk'),
      bytes('received', (day) => day.networkInBytes),
      bytes('sent', (day) => day.networkOutBytes),
      {
        id: 'last',
        header: t('last'),
        sortValue: (day) => day.lastHeartbeat,
        cell: (day) => f.dateTime(day.lastHeartbeat),
        width: 226,
        priority: 3,
      },
    ]
  }, [t, f, readAt])
}
