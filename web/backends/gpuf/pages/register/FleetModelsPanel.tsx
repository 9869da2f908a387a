import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { DataTable, type TableSort } from '@/ui/DataTable.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { SearchField } from '@/ui/SearchField.tsx'
import { Select } from '@/ui/Select.tsx'
import { TextField } from '@/ui/TextField.tsx'
import type { FleetModelsSearch } from '../../paths.ts'
import { clients } from '../../queries.ts'
import type { FleetModel } from '../../schema/fleetModel.ts'
import { clientsOfModels, modelUses, reportedModels } from '../../schema/fleetModelUse.ts'
import { filterFleetModels } from './fleetModelFilter.ts'
import { useFleetModelColumns } from './useFleetModelColumns.tsx'

const route = getRouteApi('/fleet/models')

interface Props {
  readonly at: Endpoint
  readonly models: readonly FleetModel[]
  /** Null where nothing can be edited. */
  readonly onEdit: ((model: FleetModel) => void) | null
}

export function FleetModelsPanel({ at, models, onEdit }: Props): ReactNode {
  const t = useTranslations('register.models')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = (changed: FleetModelsSearch) =>
    void navigate({ search: (before) => ({ ...before, ...changed }), replace: true })
  const reset = () => change({ q: undefined, active: undefined, fits: undefined })

  const { data } = useQuery(clients(at))
  const loadedBy = useMemo(
    () => data && clientsOfModels(modelUses(reportedModels(data.table.columns.models), models)),
    [data, models],
  )
  const columns = useFleetModelColumns(data?.table, loadedBy, onEdit)
  const { q, active, fits } = search
  const rows = useMemo(() => filterFleetModels(models, { q, active, fits }), [models, q, active, fits])
  const isFiltered = [q, active, fits].some((value) => value !== undefined)
  const sort = useMemo(() => readSort(search.sort), [search.sort])

  return (
    <Panel title={t('list')} titleHidden padded={false}>
      <div className="grid grid-cols-2 items-end gap-x-3 gap-y-2 border-b border-line px-4 py-3 sm:flex sm:flex-wrap">
        <SearchField
          label={t('search')}
          value={q ?? ''}
          onValueChange={(value) => change({ q: value === '' ? undefined : value })}
          hotkey
          className="col-span-2 sm:w-64"
        />
        <Select
          label={t('filter.active')}
          value={active ?? ''}
          onValueChange={(value) => change({ active: value === '' ? undefined : value })}
          options={[
            { value: '', label: t('filter.any') },
            { value: 'yes', label: t('filter.yes') },
            { value: 'no', label: t('filter.no') },
          ]}
          className="sm:w-36"
        />
        <TextField
          label={t('filter.fits')}
          value={fits ?? ''}
          onValueChange={(value) => change({ fits: value === '' ? undefined : value })}
          inputMode="decimal"
          suffix="GB"
          className="sm:w-56"
        />
        {isFiltered && (
          <Button tone="quiet" onClick={reset}>
            {t('reset')}
          </Button>
        )}
      </div>
      <output className="block border-b border-line px-4 py-1.5 text-xs text-ink-3 tabular-nums">
        {isFiltered ? t('shown', { shown: rows.length, total: models.length }) : t('all', { total: models.length })}
      </output>
      <DataTable
        caption={t('list')}
        rows={rows}
        columns={columns}
        rowKey={(model) => model.id}
        sort={sort}
        onSortChange={(next) => change({ sort: writeSort(next) })}
        empty={
          <EmptyState compact title={t('nothingMatches')} action={<Button onClick={reset}>{t('reset')}</Button>} />
        }
      />
    </Panel>
  )
}

/** A column's id, with `-` in front for descending. */
function readSort(text: string | undefined): TableSort | null {
  if (text === undefined) return null
  return text.startsWith('-') ? { id: text.slice(1), desc: true } : { id: text, desc: false }
}

function writeSort(sort: TableSort | null): string | undefined {
  return sort === null ? undefined : `${sort.desc ? '-' : ''}${sort.id}`
}
