import { memo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Endpoint } from '@/net/endpoint.ts'
import { SearchField } from '@/ui/SearchField.tsx'
import { WARN_FILTERS, type FleetSearch } from '../../paths.ts'
import { joinWords, splitWords } from '../../pathsFleet.ts'
import { FacetList } from './FacetList.tsx'
import { FilterMenu } from './FilterMenu.tsx'
import { FleetMoreFilters } from './FleetMoreFilters.tsx'

interface Props {
  readonly at: Endpoint
  readonly search: FleetSearch
  readonly onChange: (changed: FleetSearch) => void
}

/** What leaves clients out: the search and what is asked for often in the bar, the rest behind one more button. */
export const FleetFilters = memo(function FleetFilters({ at, search, onChange }: Props): ReactNode {
  const t = useTranslations('fleet')
  const status = splitWords(search.status)
  const seen = splitWords(search.seen)
  const device = splitWords(search.device)
  return (
    <>
      <SearchField
        label={t('search')}
        value={search.q ?? ''}
        onValueChange={(q) => onChange({ q: q === '' ? undefined : q })}
        hotkey
        delayMs={0}
        className="sm:w-60"
      />
      <FilterMenu label={t('filter.status')} chosen={status.length}>
        {() => (
          <FacetList
            name="status"
            label={t('filter.status')}
            values={status}
            onValuesChange={(values) => onChange({ status: joinWords(values) })}
          />
        )}
      </FilterMenu>
      <FilterMenu label={t('filter.seen')} chosen={seen.length}>
        {() => (
          <FacetList
            name="seen"
            label={t('filter.seen')}
            values={seen}
            onValuesChange={(values) => onChange({ seen: joinWords(values) })}
          />
        )}
      </FilterMenu>
      <FilterMenu label={t('filter.warn')} chosen={search.warn === undefined ? 0 : 1}>
        {() => (
          <FacetList
            name="warn"
            label={t('filter.warn')}
            values={search.warn === undefined ? [] : [search.warn]}
            onValuesChange={([value]) => onChange({ warn: WARN_FILTERS.find((known) => known === value) })}
            single
          />
        )}
      </FilterMenu>
      <FilterMenu label={t('filter.device')} chosen={device.length} className="w-80">
        {() => (
          <FacetList
            name="device"
            label={t('filter.device')}
            values={device}
            onValuesChange={(values) => onChange({ device: joinWords(values) })}
          />
        )}
      </FilterMenu>
      <FleetMoreFilters at={at} search={search} onChange={onChange} />
    </>
  )
})
