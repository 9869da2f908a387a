import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import { Button } from '@/ui/Button.tsx'
import { MultiSelect } from '@/ui/MultiSelect.tsx'
import { SearchField } from '@/ui/SearchField.tsx'
import { Select } from '@/ui/Select.tsx'
import { type ActivityEntry, outcomeKinds } from './activityEntry.ts'
import { nobody, serverKeyOf, userKeyOf } from './activityFilter.ts'
import type { ActivityRange, ActivitySearch } from './activitySearch.ts'
import { useActivityWords } from './useActivityWords.ts'

interface Props {
  /** All that are kept: what filters offer. */
  readonly entries: readonly ActivityEntry[]
  readonly shown: number
  readonly search: ActivitySearch
  readonly onChange: (change: Partial<ActivitySearch>) => void
}

const ranges = ['all', '1h', '24h', '7d', '30d'] as const

export function ActivityFilters({ entries, shown, search, onChange }: Props): ReactNode {
  const t = useTranslations('activity')
  const words = useActivityWords()
  const labels = new Map(entries.map((entry) => [serverKeyOf(entry), entry.server.label]))
  const { q, server, user, outcome, what, range } = search
  const isFiltered = [q, server, user, outcome, what, range].some((filter) => filter !== undefined)
  const count = entries.length
  return (
    <fieldset aria-label={t('filters')} className="flex min-w-0 flex-wrap items-center gap-2">
      <SearchField
        hotkey
        label={t('search')}
        value={q ?? ''}
        onValueChange={(text) => onChange({ q: text === '' ? undefined : text })}
      />
      <Select<ActivityRange | 'all'>
        label={t('range')}
        labelHidden
        value={range ?? 'all'}
        options={ranges.map((value) => ({ value, label: t(`ranges.${value}`) }))}
        onValueChange={(value) => onChange({ range: value === 'all' ? undefined : value })}
      />
      <MultiSelect
        label={t('outcome')}
        values={outcome ?? []}
        onValuesChange={(values) => onChange({ outcome: orNone(values) })}
        options={optionsOf(entries, ({ outcome: { kind } }) => kind, outcome, outcomeOf).sort(
          (a, b) => orderOf(a.value) - orderOf(b.value),
        )}
      />
      <MultiSelect
        label={t('operation')}
        values={what ?? []}
        onValuesChange={(values) => onChange({ what: orNone(values) })}
        options={optionsOf(entries, ({ operation }) => operation, what, words.operation)}
      />
      <MultiSelect
        label={t('server')}
        values={server ?? []}
        onValuesChange={(values) => onChange({ server: orNone(values) })}
        options={optionsOf(entries, serverKeyOf, server, (key) => inSentence(labels.get(key) ?? key, 40))}
      />
      <MultiSelect
        label={t('user')}
        values={user ?? []}
        onValuesChange={(values) => onChange({ user: orNone(values) })}
        options={optionsOf(entries, userKeyOf, user, (name) => (name === nobody ? t('nobody') : inSentence(name, 40)))}
      />
      <span className="text-sm text-ink-3 tabular-nums">
        {shown === count ? t('count', { count }) : t('countOf', { shown, count })}
      </span>
      {isFiltered && (
        <Button
          size="sm"
          tone="quiet"
          onClick={() =>
            onChange({
              q: undefined,
              server: undefined,
              user: undefined,
              outcome: undefined,
              what: undefined,
              range: undefined,
            })
          }
        >
          {t('reset')}
        </Button>
      )}
    </fieldset>
  )

  function outcomeOf(kind: string): string {
    const known = outcomeKinds.find((one) => one === kind)
    return known === undefined ? inSentence(kind, 40) : words.outcome(known)
  }
}

function orderOf(kind: string): number {
  return outcomeKinds.findIndex((one) => one === kind)
}

function orNone(values: readonly string[]): string[] | undefined {
  return values.length === 0 ? undefined : [...values]
}

/** Each value that occurs, the latest first, and those chosen that occur no more. */
function optionsOf(
  entries: readonly ActivityEntry[],
  valueOf: (entry: ActivityEntry) => string,
  chosen: readonly string[] | undefined,
  labelOf: (value: string) => string,
) {
  const counts = new Map<string, number>()
  for (const entry of entries.toReversed()) counts.set(valueOf(entry), (counts.get(valueOf(entry)) ?? 0) + 1)
  for (const value of chosen ?? []) if (!counts.has(value)) counts.set(value, 0)
  return [...counts].map(([value, count]) => ({ value, label: labelOf(value), count }))
}
