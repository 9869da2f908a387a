import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import { SearchField } from '@/ui/SearchField.tsx'
import { Select } from '@/ui/Select.tsx'
import { SEEN_FILTERS, WARN_FILTERS, type FleetSearch } from '../../paths.ts'
import { useStatusText } from './ClientStatus.tsx'
import { NO_OS, type FilteredFleet } from './fleetFilter.ts'

interface Props {
  readonly search: FleetSearch
  readonly counts: FilteredFleet['counts']
  readonly onChange: (changed: FleetSearch) => void
}

/** In the lists of choices, for "no filter". */
const ANY = ''

export function FleetFilters({ search, counts, onChange }: Props): ReactNode {
  const t = useTranslations('fleet')
  const statusText = useStatusText()

  const options = <Value extends string>(
    values: readonly Value[],
    counted: ReadonlyMap<string, number>,
    name: (value: Value) => string,
  ) => [
    { value: ANY, label: t('filter.any') },
    ...values.map((value) => ({
      value,
      label: t('filter.option', { label: name(value), count: counted.get(value) ?? 0 }),
    })),
  ]
  const statuses = namesOf(counts.status, search.status)
  const systems = namesOf(counts.os, search.os)

  return (
    <>
      <SearchField
        label={t('search')}
        value={search.q ?? ''}
        onValueChange={(q) => onChange({ q: chosen(q) })}
        hotkey
        className="col-span-2 sm:w-64"
      />
      <Select
        label={t('filter.status')}
        value={search.status ?? ANY}
        onValueChange={(status) => onChange({ status: chosen(status) })}
        options={options(statuses, counts.status, statusText)}
        className="sm:w-40"
      />
      <Select
        label={t('filter.seen')}
        value={search.seen ?? ANY}
        onValueChange={(seen) => onChange({ seen: SEEN_FILTERS.find((known) => known === seen) })}
        options={options(SEEN_FILTERS, counts.seen, (seen) => t(`seen.${seen}`))}
        className="sm:w-40"
      />
      <Select
        label={t('filter.os')}
        value={search.os ?? ANY}
        onValueChange={(os) => onChange({ os: chosen(os) })}
        options={options(systems, counts.os, (os) => (os === NO_OS ? t('filter.noOs') : inSentence(os, 40)))}
        className="sm:w-40"
      />
      <Select
        label={t('filter.warn')}
        value={search.warn ?? ANY}
        onValueChange={(warn) => onChange({ warn: WARN_FILTERS.find((known) => known === warn) })}
        options={options(WARN_FILTERS, counts.warn, (warn) => t(`warn.${warn}`))}
        className="sm:w-40"
      />
    </>
  )
}

function chosen(value: string): string | undefined {
  return value === ANY ? undefined : value
}

/** The values that occur, and the one that is chosen though it does not. */
function namesOf(counted: ReadonlyMap<string, number>, selected: string | undefined): readonly string[] {
  const names = new Set([...counted.keys(), ...(selected === undefined ? [] : [selected])])
  names.delete(ANY)
  return [...names].toSorted()
}
