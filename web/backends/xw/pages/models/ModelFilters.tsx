import { X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { plainText } from '@/lib/serverText.ts'
import { Button } from '@/ui/Button.tsx'
import { MultiSelect } from '@/ui/MultiSelect.tsx'
import { SearchField } from '@/ui/SearchField.tsx'
import type { ModelsSearch } from '../../paths.ts'
import { choicesOf } from './modelRows.ts'
import type { ModelRow } from './modelRows.ts'
import { useModelStatus } from './modelStatus.ts'

interface Props {
  /** All rows, from which the choices and their counts come. */
  readonly rows: readonly ModelRow[]
  readonly search: ModelsSearch
  readonly onChange: (search: ModelsSearch) => void
}

const filters = ['server', 'status', 'device', 'engine', 'family', 'capability'] as const
type Filter = (typeof filters)[number]

const wordsOf: Readonly<Record<Filter, (row: ModelRow) => readonly string[]>> = {
  server: ({ on }) => on.map(({ at }) => at.id),
  status: ({ statuses }) => statuses,
  device: ({ devices }) => devices,
  engine: ({ engines }) => engines,
  family: ({ detail }) => (detail?.family ? [detail.family] : []),
  capability: ({ detail }) => detail?.capabilities ?? [],
}

/** Search and filters; all of it is in the address. */
export function ModelFilters({ rows, search, onChange }: Props) {
  const t = useTranslations('models')
  const servers = useServers('xw')
  const statusOf = useModelStatus()

  function labelOf(filter: Filter, word: string): string {
    if (filter === 'status') return statusOf(word, undefined).text
    const label = filter === 'server' ? servers.find(({ id }) => id === word)?.label : undefined
    return plainText(label ?? word, 60)
  }

  function choices(filter: Filter) {
    const known = choicesOf(rows, wordsOf[filter])
    // What is chosen stays visible, also where no row has it any more.
    const missing = (search[filter] ?? []).filter((word) => !known.some(({ value }) => value === word))
    return [...known, ...missing.map((value) => ({ value, count: 0 }))].map(({ value, count }) => ({
      value,
      count,
      label: labelOf(filter, value),
    }))
  }

  const isAny = search.q !== undefined || filters.some((filter) => (search[filter]?.length ?? 0) > 0)
  return (
    <search aria-label={t('filter.label')} className="flex flex-wrap items-center gap-2">
      <SearchField
        label={t('search')}
        placeholder={t('searchPlaceholder')}
        value={search.q ?? ''}
        hotkey
        className="w-full sm:w-64"
        onValueChange={(q) => onChange({ ...search, q: q === '' ? undefined : q })}
      />
      {filters
        .filter((filter) => filter !== 'server' || servers.length > 1)
        .map((filter) => (
          <MultiSelect
            key={filter}
            label={t(`filter.${filter}`)}
            values={search[filter] ?? []}
            options={choices(filter)}
            onValuesChange={(values) => onChange({ ...search, [filter]: values.length > 0 ? [...values] : undefined })}
          />
        ))}
      {isAny && (
        <Button tone="quiet" icon={X} onClick={() => onChange({ sort: search.sort })}>
          {t('clearFilters')}
        </Button>
      )}
    </search>
  )
}
