import { getRouteApi } from '@tanstack/react-router'
import { Cpu, ServerOff } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { JoinedView } from '@/kit/JoinedView.tsx'
import { useJoined } from '@/kit/joined.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { Button } from '@/ui/Button.tsx'
import { DataTable } from '@/ui/DataTable.tsx'
import { Disclosure } from '@/ui/Disclosure.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { MultiSelect } from '@/ui/MultiSelect.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { SearchField } from '@/ui/SearchField.tsx'
import { orNone, type DevicesSearch } from '../../paths.ts'
import { devices } from '../../queries.ts'
import { choicesOf, isChosen, matchesSearch } from '../matching.ts'
import { readSort, writeSort } from '../sortSearch.ts'
import { SupportedTypes } from './SupportedTypes.tsx'
import { type DeviceRow, useDeviceColumns } from './useDeviceColumns.tsx'

const route = getRouteApi('/devices')

/** All chips of all servers. */
export function DevicesPage() {
  const t = useTranslations('devices')
  const servers = useServers('xw')
  const joined = useJoined(servers, devices)
  const rows = useMemo(
    () => joined.rows.flatMap(({ at, data }) => data.map((chip): DeviceRow => ({ at, chip }))),
    [joined.rows],
  )

  if (servers.length === 0) {
    return (
      <PageFrame title={t('title')} description={t('description')}>
        <EmptyState icon={ServerOff} title={t('noServers')}>
          {t('noServersBody')}
        </EmptyState>
      </PageFrame>
    )
  }
  return (
    <PageFrame title={t('title')} description={t('description')} age={joined.oldestAt}>
      <JoinedView
        joined={joined}
        isEmpty={() => rows.length === 0 && joined.pending.length === 0 && joined.failed.length < servers.length}
        empty={
          <EmptyState icon={Cpu} title={t('empty')}>
            {t('emptyBody')}
          </EmptyState>
        }
      >
        {() => <Chips rows={rows} />}
      </JoinedView>
      <SupportedTypes servers={servers} />
    </PageFrame>
  )
}

function Chips({ rows }: { readonly rows: readonly DeviceRow[] }) {
  const t = useTranslations('devices')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const columns = useDeviceColumns()
  const { q, server, type } = search

  const shown = useMemo(() => rows.filter((row) => isShown(row, { q, server, type })), [rows, q, server, type])
  const set = (change: Partial<DevicesSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  const isFiltered = q !== undefined || server !== undefined || type !== undefined
  const reset = () => set({ q: undefined, server: undefined, type: undefined })

  return (
    <>
      <fieldset aria-label={t('filters')} className="flex min-w-0 flex-wrap items-center gap-2">
        <SearchField
          hotkey
          label={t('search')}
          value={q ?? ''}
          onValueChange={(text) => set({ q: text || undefined })}
        />
        <MultiSelect
          label={t('server')}
          values={server ?? []}
          onValuesChange={(values) => set({ server: orNone(values) })}
          options={choicesOf(
            rows.map(({ at }) => at.id),
            server,
            (id) => rows.find(({ at }) => at.id === id)?.at.label ?? id,
          )}
        />
        <MultiSelect
          label={t('type')}
          values={type ?? []}
          onValuesChange={(values) => set({ type: orNone(values) })}
          options={choicesOf(
            rows.map(({ chip }) => chip.configKey),
            type,
          )}
        />
        {isFiltered && (
          <Button tone="quiet" onClick={reset}>
            {t('reset')}
          </Button>
        )}
        <output className="ms-auto text-xs text-ink-3 tabular-nums">
          {t('count', { shown: shown.length, total: rows.length })}
        </output>
      </fieldset>
      <Panel title={t('caption')} titleHidden padded={false}>
        <DataTable
          caption={t('caption')}
          rows={shown}
          columns={columns}
          rowKey={({ at, chip }) => `${at.id}/${chip.key}`}
          sort={readSort(search.sort)}
          onSortChange={(sort) => set({ sort: writeSort(sort) })}
          empty={
            <EmptyState
              compact
              title={t('noMatch')}
              action={isFiltered && <Button onClick={reset}>{t('reset')}</Button>}
            />
          }
        />
      </Panel>
      <Disclosure summary={t('notes.title')}>
        <ul className="max-w-prose list-disc space-y-1 ps-4 text-sm text-ink-2">
          <li>{t('notes.index')}</li>
          <li>{t('notes.group')}</li>
          <li>{t('notes.single')}</li>
        </ul>
      </Disclosure>
    </>
  )
}

function isShown({ at, chip }: DeviceRow, { q, server, type }: Pick<DevicesSearch, 'q' | 'server' | 'type'>): boolean {
  if (!isChosen(server, at.id)) return false
  // Links from elsewhere name the family of a type or one of its variants.
  if (!isChosen(type, chip.configKey) && !isChosen(type, chip.deviceType)) return false
  return matchesSearch(q, [
    at.label,
    chip.modelName,
    chip.deviceType,
    chip.configKey,
    chip.busAddress,
    chip.vendor,
    chip.generation,
    ...chip.capabilities,
  ])
}
