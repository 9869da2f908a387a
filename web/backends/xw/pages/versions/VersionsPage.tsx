import { getRouteApi } from '@tanstack/react-router'
import { PackageOpen, RotateCw, ServerOff } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { JoinedView } from '@/kit/JoinedView.tsx'
import { useMayChange } from '@/kit/mayChange.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { Button } from '@/ui/Button.tsx'
import { DataTable } from '@/ui/DataTable.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { MultiSelect } from '@/ui/MultiSelect.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { SearchField } from '@/ui/SearchField.tsx'
import { sortOrder } from '@/ui/sortOrder.ts'
import { orNone, type VersionsSearch } from '../../paths.ts'
import { choicesOf } from '../matching.ts'
import { readSort, writeSort } from '../sortSearch.ts'
import { useChosenRows } from '../useChosenRows.ts'
import { BringDialog } from './BringDialog.tsx'
import { UpdateRuns } from './UpdateRuns.tsx'
import { useVersionColumns } from './useVersionColumns.tsx'
import { useVersionRows } from './useVersionRows.ts'
import { filterVersions, type RowState, rowStates, type VersionRow } from './versionRows.ts'

const route = getRouteApi('/versions')

/** The versions of all servers, and bringing several to one. */
export function VersionsPage() {
  const t = useTranslations('versions')
  const servers = useServers('xw')
  const joined = useVersionRows()
  const rows = useMemo(() => joined.rows.map(({ data }) => data), [joined.rows])

  return (
    <PageFrame
      title={t('title')}
      description={t('description')}
      age={joined.oldestAt}
      actions={
        <span title={t('askAgainHint')}>
          <Button icon={RotateCw} onClick={joined.refetch}>
            {t('askAgain')}
          </Button>
        </span>
      }
    >
      {servers.length === 0 ? (
        <EmptyState icon={ServerOff} title={t('noServers')}>
          {t('noServersHint')}
        </EmptyState>
      ) : (
        <>
          <UpdateRuns />
          <JoinedView joined={joined}>{() => <Servers rows={rows} />}</JoinedView>
        </>
      )}
    </PageFrame>
  )
}

function isState(word: string): word is RowState {
  return rowStates.some((state) => state === word)
}

const keyOf = ({ at }: VersionRow): string => at.id
const labelOf = ({ at }: VersionRow): string => at.label

function Servers({ rows }: { readonly rows: readonly VersionRow[] }) {
  const t = useTranslations('versions')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const columns = useVersionColumns()
  const mayChange = useMayChange()
  const [isBringing, setBringing] = useState(false)
  const locale = useLocale()
  const { q, state, sort, pick } = search
  const shown = useMemo(() => {
    const fitting = filterVersions(rows, { q, state })
    const by = readSort(sort)
    const value = columns.find(({ id }) => id === by?.id)?.sortValue
    if (by === null || value === undefined) return fitting
    return Array.from(sortOrder(fitting, [{ value, desc: by.desc }], locale), (index) => fitting[index]).filter(
      (row) => row !== undefined,
    )
  }, [rows, q, state, sort, columns, locale])
  const set = useCallback(
    (change: Partial<VersionsSearch>) =>
      void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false }),
    [navigate],
  )
  const onPick = useCallback((keys: readonly string[]) => set({ pick: orNone(keys) }), [set])
  const selection = useChosenRows({ picked: pick, onPick, shown, keyOf, label: labelOf })
  const chosenRows = rows.filter(({ at }) => selection.has(at.id))
  const isFiltered = search.q !== undefined || search.state !== undefined
  const reset = () => set({ q: undefined, state: undefined })

  return (
    <>
      <fieldset aria-label={t('filters')} className="flex min-w-0 flex-wrap items-center gap-2">
        <SearchField
          hotkey
          label={t('search')}
          value={search.q ?? ''}
          onValueChange={(text) => set({ q: text || undefined })}
        />
        <MultiSelect
          label={t('stateLabel')}
          values={search.state ?? []}
          onValuesChange={(values) => set({ state: orNone(values) })}
          options={choicesOf(
            rows.map(({ stateKind }) => stateKind).sort((a, b) => rowStates.indexOf(a) - rowStates.indexOf(b)),
            search.state,
            (state) => (isState(state) ? t(`state.${state}`) : state),
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
      <Panel
        title={t('caption')}
        titleHidden
        padded={false}
        actions={
          mayChange ? (
            <>
              <output className="text-sm text-ink-2">{t('selected', { count: chosenRows.length })}</output>
              {chosenRows.length > 0 && (
                <Button size="sm" tone="quiet" onClick={() => onPick([])}>
                  {t('clearSelection')}
                </Button>
              )}
              <Button
                size="sm"
                tone="primary"
                icon={PackageOpen}
                disabledReason={chosenRows.length === 0 ? t('bringNone') : null}
                onClick={() => setBringing(true)}
              >
                {t('bring')}
              </Button>
            </>
          ) : undefined
        }
      >
        <DataTable
          caption={t('caption')}
          rows={shown}
          columns={columns}
          rowKey={keyOf}
          presorted
          // Choosing serves nothing but bringing them to a version.
          selection={mayChange ? selection : undefined}
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
      <BringDialog open={isBringing} rows={chosenRows} onClose={() => setBringing(false)} />
    </>
  )
}
