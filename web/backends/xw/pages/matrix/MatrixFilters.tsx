import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/ui/Button.tsx'
import { MultiSelect } from '@/ui/MultiSelect.tsx'
import { SearchField } from '@/ui/SearchField.tsx'
import { Segmented } from '@/ui/Segmented.tsx'
import { Select } from '@/ui/Select.tsx'
import { type MatrixSearch, orNone } from '../../paths.ts'
import { choicesOf } from '../matching.ts'
import type { Matrix } from './matrixModel.ts'
import { readMatrixSort, readOnly, sortChoices } from './matrixView.ts'

interface Props {
  readonly matrix: Matrix
  readonly familyOf: (model: string) => string | null
  readonly search: MatrixSearch
  readonly shown: number
  readonly onChange: (change: Partial<MatrixSearch>) => void
}

/** Search, filters and order; all of it is in the address. */
export function MatrixFilters({ matrix: { columns, rows }, familyOf, search, shown, onChange }: Props) {
  const t = useTranslations('matrix')
  const { q, server, family, only, sort } = search
  const families = useMemo(
    () =>
      choicesOf(
        rows.flatMap(({ id }) => familyOf(id) ?? []).sort((a, b) => a.localeCompare(b)),
        family,
      ),
    [rows, familyOf, family],
  )
  const isFiltered = q !== undefined || server !== undefined || family !== undefined || only !== undefined
  return (
    <fieldset aria-label={t('filters')} className="flex min-w-0 flex-wrap items-center gap-2">
      <SearchField
        hotkey
        label={t('search')}
        value={q ?? ''}
        onValueChange={(text) => onChange({ q: text || undefined })}
      />
      <Segmented
        label={t('only')}
        value={readOnly(only)}
        onValueChange={(choice) => onChange({ only: choice === 'all' ? undefined : choice })}
        options={[
          { value: 'all', label: t('onlyAll') },
          { value: 'differs', label: t('onlyDiffers') },
          { value: 'somewhere', label: t('onlySomewhere') },
        ]}
      />
      {columns.length > 1 && (
        <MultiSelect
          label={t('server')}
          values={server ?? []}
          onValuesChange={(values) => onChange({ server: orNone(values) })}
          options={columns.map(({ at, count }) => ({ value: at.id, label: at.label, count }))}
        />
      )}
      <MultiSelect
        label={t('family')}
        values={family ?? []}
        onValuesChange={(values) => onChange({ family: orNone(values) })}
        options={families}
      />
      <Select
        label={t('sort')}
        labelHidden
        value={readMatrixSort(sort)}
        onValueChange={(choice) => onChange({ sort: choice === 'model' ? undefined : choice })}
        options={sortChoices.map((value) => ({ value, label: t(`sorts.${value}`) }))}
      />
      {isFiltered && (
        <Button
          tone="quiet"
          onClick={() => onChange({ q: undefined, server: undefined, family: undefined, only: undefined })}
        >
          {t('reset')}
        </Button>
      )}
      <output className="ms-auto text-xs text-ink-3 tabular-nums">{t('count', { shown, total: rows.length })}</output>
    </fieldset>
  )
}
