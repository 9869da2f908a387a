import { getRouteApi, Link } from '@tanstack/react-router'
import { Play, Plus, ServerOff } from 'lucide-react'
import { useCallback } from 'react'
import { useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { JoinedView } from '@/kit/JoinedView.tsx'
import { useJoined } from '@/kit/joined.ts'
import { useMayChange } from '@/kit/mayChange.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { Button, buttonClass } from '@/ui/Button.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { MultiSelect } from '@/ui/MultiSelect.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { SearchField } from '@/ui/SearchField.tsx'
import { orNone, type InstancesSearch } from '../../paths.ts'
import { instances } from '../../queries.ts'
import { conditionKinds } from '../conditions.ts'
import { choicesOf, isChosen, matchesSearch } from '../matching.ts'
import { readSort, writeSort } from '../sortSearch.ts'
import { OtherTabsStarts } from '../start/OtherTabsStarts.tsx'
import { StartsPanel } from '../start/StartsPanel.tsx'
import { BulkPanel } from './BulkPanel.tsx'
import { EmptiedNotes } from './EmptiedNotes.tsx'
import { InstancesBulk } from './InstancesBulk.tsx'
import { InstancesTable } from './InstancesTable.tsx'
import { rowKeyOf } from './instanceSelection.ts'
import { useInstancePick } from './useInstancePick.ts'
import { type InstanceRow, useInstanceRows } from './useInstanceRows.ts'

const route = getRouteApi('/instances')

/** All instances of all servers, those that do not run included. */
export function InstancesPage() {
  const t = useTranslations('instancePages')
  const tStarts = useTranslations('starts')
  const servers = useServers('xw')
  const joined = useJoined(servers, instances)
  const mayChange = useMayChange()
  const rows = useInstanceRows(joined.rows)

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
    <PageFrame
      title={t('title')}
      description={t('description')}
      age={joined.oldestAt}
      actions={
        mayChange && (
          <Link to="/instances/start" className={buttonClass({ tone: 'primary' })}>
            <Plus aria-hidden className="size-4" />
            {tStarts('startOne')}
          </Link>
        )
      }
    >
      <StartsPanel compact />
      <OtherTabsStarts />
      <BulkPanel />
      <EmptiedNotes rows={joined.rows} />
      <JoinedView
        joined={joined}
        isEmpty={() => rows.length === 0 && joined.pending.length === 0 && joined.failed.length < servers.length}
        empty={
          <EmptyState icon={Play} title={t('empty')}>
            {t('emptyBody')}
          </EmptyState>
        }
      >
        {() => <Rows rows={rows} />}
      </JoinedView>
    </PageFrame>
  )
}

function Rows({ rows }: { readonly rows: readonly InstanceRow[] }) {
  const t = useTranslations('instancePages')
  const is = useTranslations('instances.is')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { q, server, condition, engine } = search
  const selection = useInstancePick(
    search.pick,
    useCallback(
      (next: (before: InstancesSearch) => InstancesSearch) =>
        void navigate({ search: next, replace: true, resetScroll: false }),
      [navigate],
    ),
  )

  const shown = rows.filter((row) => isShown(row, search))
  const set = (change: Partial<InstancesSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false })
  const isFiltered = [q, server, condition, engine].some((filter) => filter !== undefined)
  const reset = () => set({ q: undefined, server: undefined, condition: undefined, engine: undefined })
  const kinds = rows.map((row) => row.condition.kind)

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
          label={t('condition')}
          values={condition ?? []}
          onValuesChange={(values) => set({ condition: orNone(values) })}
          options={conditionKinds
            .map((kind) => ({ value: kind, label: is(kind), count: kinds.filter((is) => is === kind).length }))
            .filter(({ value, count }) => count > 0 || condition?.includes(value))}
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
          label={t('engine')}
          values={engine ?? []}
          onValuesChange={(values) => set({ engine: orNone(values) })}
          options={choicesOf(
            rows.map(({ instance }) => instance.engine).filter((name) => name !== ''),
            engine,
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
      <InstancesBulk
        rows={rows.filter((row) => selection.chosen.has(rowKeyOf(row)))}
        isInLink={selection.isInLink}
        onClear={() => selection.onChange(() => new Set())}
      />
      <Panel title={t('caption')} titleHidden padded={false}>
        <InstancesTable
          selection={selection}
          caption={t('caption')}
          rows={shown}
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
    </>
  )
}

function isShown({ at, instance, condition }: InstanceRow, search: InstancesSearch): boolean {
  return (
    isChosen(search.server, at.id) &&
    isChosen(search.condition, condition.kind) &&
    isChosen(search.engine, instance.engine) &&
    matchesSearch(search.q, [
      at.label,
      instance.alias,
      instance.id,
      instance.modelId,
      instance.engine,
      instance.port,
      instance.error,
      instance.rawState,
    ])
  )
}
