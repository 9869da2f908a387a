import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { useNow } from '@/kit/now.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { QueryView } from '@/kit/QueryView.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { DataTable, type TableSort } from '@/ui/DataTable.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import type { FleetSearch } from '../../paths.ts'
import { clients, useWrites } from '../../queries.ts'
import { applyPending } from '../../schema/pendingWrites.ts'
import { NoFleetServer } from '../NoFleetServer.tsx'
import { useFleetColumns } from './fleetColumns.tsx'
import { filterFleet } from './fleetFilter.ts'
import { FleetFilters } from './FleetFilters.tsx'

const route = getRouteApi('/fleet')

/** Every client of the register. */
export function FleetPage(): ReactNode {
  const t = useTranslations('fleet')
  const at = useServers('gpuf')[0]
  if (!at) {
    return (
      <PageFrame title={t('title')}>
        <NoFleetServer />
      </PageFrame>
    )
  }
  return <Fleet at={at} />
}

function Fleet({ at }: { readonly at: Endpoint }): ReactNode {
  const t = useTranslations('fleet')
  const query = useQuery(clients(at))
  return (
    <PageFrame
      title={t('title')}
      description={t('description', { server: inSentence(at.label) })}
      age={query.data === undefined ? null : query.dataUpdatedAt}
    >
      <QueryView
        query={query}
        isEmpty={(list) => list.clients.length === 0}
        empty={
          <EmptyState title={t('empty.title')}>
            {t('empty.text', { server: inSentence(at.label), userId: inSentence(at.userId ?? '') })}
          </EmptyState>
        }
      >
        {(list) => <FleetList at={at} list={list} readAt={query.dataUpdatedAt} />}
      </QueryView>
    </PageFrame>
  )
}

interface ListProps {
  readonly at: Endpoint
  readonly list: {
    readonly clients: Parameters<typeof applyPending>[0]
    readonly total: number
    readonly duplicates: number
    readonly clockOffsetMs: number
  }
  readonly readAt: number
}

function FleetList({ at, list, readAt }: ListProps): ReactNode {
  const t = useTranslations('fleet')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = (changed: FleetSearch) =>
    void navigate({ search: (before) => ({ ...before, ...changed }), replace: true })

  const shown = useShownClients(at, list.clients)
  const serverNow = readAt + list.clockOffsetMs
  const { q, status, os, seen, warn } = search
  const { rows, counts } = useMemo(
    () => filterFleet(shown, { q, status, os, seen, warn }, serverNow),
    [shown, q, status, os, seen, warn, serverNow],
  )
  const columns = useFleetColumns(serverNow, list.clockOffsetMs)
  const sort = useMemo<TableSort>(
    () => ({ id: search.sort ?? 'name', desc: search.dir === 'desc' }),
    [search.sort, search.dir],
  )
  const isFiltered = [q, status, os, seen, warn].some((value) => value !== undefined)
  const reset = () => change({ q: undefined, status: undefined, os: undefined, seen: undefined, warn: undefined })

  return (
    <Panel title={t('title')} titleHidden padded={false}>
      <div className="grid grid-cols-2 items-end gap-x-3 gap-y-2 border-b sm:flex sm:flex-wrap border-line px-4 py-3">
        <FleetFilters search={search} counts={counts} onChange={change} />
        {isFiltered && (
          <Button tone="quiet" onClick={reset}>
            {t('reset')}
          </Button>
        )}
      </div>
      <output className="block border-b border-line px-4 py-1.5 text-xs text-ink-3 tabular-nums">
        {isFiltered ? t('shown', { shown: rows.length, total: shown.length }) : t('all', { total: shown.length })}
        {list.total !== list.clients.length + list.duplicates &&
          ` ${t('serverTotal', { count: list.total, listed: list.clients.length + list.duplicates })}`}
        {list.duplicates > 0 && ` ${t('duplicates', { count: list.duplicates })}`}
      </output>
      <DataTable
        caption={t('title')}
        rows={rows}
        columns={columns}
        rowKey={(client) => client.id}
        sort={sort}
        onSortChange={(next) => change({ sort: next?.id, dir: next === null ? undefined : next.desc ? 'desc' : 'asc' })}
        rowOpensLink
        empty={
          <EmptyState compact title={t('nothingMatches.title')} action={<Button onClick={reset}>{t('reset')}</Button>}>
            {t('nothingMatches.text', { total: shown.length })}
          </EmptyState>
        }
      />
    </Panel>
  )
}

/** The clients with what was written here and is not confirmed yet; its 30 s run out while nothing else happens. */
function useShownClients(at: Endpoint, list: Parameters<typeof applyPending>[0]) {
  const writes = useWrites(at)
  const now = useNow(5000)
  const moment = writes.length === 0 ? 0 : now
  return useMemo(() => applyPending(list, writes, moment), [list, writes, moment])
}
