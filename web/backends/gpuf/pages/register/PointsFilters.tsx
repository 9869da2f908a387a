import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { SearchField } from '@/ui/SearchField.tsx'
import { Select } from '@/ui/Select.tsx'
import { TextField } from '@/ui/TextField.tsx'
import { POINTS_PAGE_SIZES, type PointsSearch } from '../../paths.ts'

interface Props {
  readonly search: PointsSearch
  readonly isReversed: boolean
  readonly onChange: (changed: PointsSearch) => void
}

function given(value: string): string | undefined {
  return value === '' ? undefined : value
}

export function PointsFilters({ search, isReversed, onChange }: Props): ReactNode {
  const t = useTranslations('register.points.filter')
  const size = POINTS_PAGE_SIZES.find((known) => known === search.size) ?? '20'
  return (
    <div className="grid grid-cols-2 items-end gap-x-3 gap-y-2 border-b border-line px-4 py-3 sm:flex sm:flex-wrap">
      <SearchField
        label={t('client')}
        value={search.client ?? ''}
        onValueChange={(client) => onChange({ client: given(client) })}
        delayMs={400}
        hotkey
        className="col-span-2 sm:w-64"
      />
      <SearchField
        label={t('device')}
        value={search.device ?? ''}
        onValueChange={(device) => onChange({ device: given(device) })}
        delayMs={400}
        className="col-span-2 sm:w-36"
      />
      <TextField
        label={t('from')}
        type="date"
        value={search.from ?? ''}
        onValueChange={(from) => onChange({ from: given(from) })}
        error={isReversed ? t('reversed') : null}
        className="sm:w-40"
      />
      <TextField
        label={t('to')}
        type="date"
        value={search.to ?? ''}
        onValueChange={(to) => onChange({ to: given(to) })}
        className="sm:w-40"
      />
      <Select
        label={t('size')}
        value={size}
        onValueChange={(value) => onChange({ size: value === '20' ? undefined : value })}
        options={POINTS_PAGE_SIZES.map((value) => ({ value, label: value }))}
        className="sm:w-28"
      />
    </div>
  )
}
