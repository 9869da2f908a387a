import { getRouteApi } from '@tanstack/react-router'
import { Grid2x2, Table2 } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { JoinedRow } from '@/kit/joined.ts'
import { Button } from '@/ui/Button.tsx'
import { DataTable } from '@/ui/DataTable.tsx'
import { Disclosure } from '@/ui/Disclosure.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { MultiSelect } from '@/ui/MultiSelect.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { SearchField } from '@/ui/SearchField.tsx'
import { Segmented } from '@/ui/Segmented.tsx'
import { orNone, type DevicesSearch } from '../../paths.ts'
import type { DeviceList } from '../../schema/device.ts'
import { choicesOf, isChosen, matchesSearch } from '../matching.ts'
import { readSort, writeSort } from '../sortSearch.ts'
import { ServerDrawing } from './ServerDrawing.tsx'
import { type DeviceRow, useDeviceColumns } from './useDeviceColumns.tsx'
import type { Holders } from './useHoldersOf.ts'

const route = getRouteApi('/devices')

interface Props {
  readonly rows: readonly DeviceRow[]
  readonly answers: readonly JoinedRow<DeviceList>[]
  readonly holdersOf: ReadonlyMap<string, Holders>
}

/** The chips that the filters leave, drawn or as a table. */
export function DeviceBrowser({ rows, answers, holdersOf }: Props) {
  const t = useTranslations('devices')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const columns = useDeviceColumns()
  const { q, server, type, view = 'drawing' } = search

  const shown = useMemo(() => rows.filter((row) => isShown(row, { q, server, type })), [rows, q, server, type])
  const set = (change: Partial<DevicesSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  const isFiltered = q !== undefined || server !== undefined || type !== undefined
  const reset = () => set({ q: undefined, server: undefined, type: undefined })
  const nothing = (
    <EmptyState compact title={t('noMatch')} action={isFiltered && <Button onClick={reset}>{t('reset')}</Button>} />
  )

  return (
    <>
      <fieldset aria-label={t('filters')} className="flex min-w-0 flex-wrap items-center gap-2">
        <Segmented
          label={t('view.label')}
          value={view}
          onValueChange={(chosen) => set({ view: chosen === 'drawing' ? undefined : chosen })}
          options={[
            { value: 'drawing', label: t('view.drawing'), icon: Grid2x2 },
            { value: 'table', label: t('view.table'), icon: Table2 },
          ]}
        />
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
      {view === 'table' ? (
        <Panel title={t('caption')} titleHidden padded={false}>
          <DataTable
            caption={t('caption')}
            rows={shown}
            columns={columns}
            rowKey={({ at, chip }) => `${at.id}/${chip.key}`}
            sort={readSort(search.sort)}
            onSortChange={(sort) => set({ sort: writeSort(sort) })}
            empty={nothing}
          />
        </Panel>
      ) : shown.length === 0 ? (
        nothing
      ) : (
        <Drawings rows={shown} answers={answers} holdersOf={holdersOf} />
      )}
      <Disclosure summary={t('notes.title')}>
        <ul className="max-w-prose list-disc space-y-1 ps-4 text-sm text-ink-2">
          <li>{t('notes.index')}</li>
          <li>{t('notes.group')}</li>
          <li>{t('notes.single')}</li>
          <li>{t('notes.holders')}</li>
        </ul>
      </Disclosure>
    </>
  )
}

function Drawings({ rows, answers, holdersOf }: Props) {
  return answers.map(({ at, updatedAt }) => {
    const chips = rows.filter((row) => row.at.id === at.id).map(({ chip }) => chip)
    if (chips.length === 0) return null
    return <ServerDrawing key={at.id} at={at} chips={chips} holders={holdersOf.get(at.id)} updatedAt={updatedAt} />
  })
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
