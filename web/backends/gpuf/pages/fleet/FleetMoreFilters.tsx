import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Select } from '@/ui/Select.tsx'
import { TextField } from '@/ui/TextField.tsx'
import type { FleetSearch } from '../../paths.ts'
import { ageSpan, ageText, healthSpan, healthText, joinWords, splitWords } from '../../pathsFleet.ts'
import { useInvalidClients } from '../../schema/invalidClients.ts'
import { FacetList } from './FacetList.tsx'
import { FilterMenu } from './FilterMenu.tsx'
import { useChoices } from './useChoices.ts'

interface Props {
  readonly at: Endpoint
  readonly search: FleetSearch
  readonly onChange: (changed: FleetSearch) => void
}

/** The filters that are asked for now and then. */
export function FleetMoreFilters({ at, search, onChange }: Props): ReactNode {
  const t = useTranslations('fleet.filter')
  const { os, site, health, age, valid } = search
  const chosen = [os, site, health, age, valid].filter((value) => value !== undefined).length
  return (
    <FilterMenu label={t('more')} chosen={chosen} className="w-84">
      {(close) => (
        <div className="flex flex-col gap-3 pt-1">
          <Part title={t('os')}>
            <FacetList
              name="os"
              label={t('os')}
              values={splitWords(os)}
              onValuesChange={(values) => onChange({ os: joinWords(values) })}
            />
          </Part>
          <SiteField value={site ?? ''} onChange={(next) => onChange({ site: next || undefined })} />
          <HealthFields value={health} onChange={(next) => onChange({ health: next })} />
          <AgeFields value={age} onChange={(next) => onChange({ age: next })} />
          <Validity
            at={at}
            value={valid ?? 'valid'}
            onChange={(next) => {
              onChange({ valid: next === 'invalid' ? 'invalid' : undefined })
              if (next === 'invalid') close()
            }}
          />
        </div>
      )}
    </FilterMenu>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <h3 className="px-3 pb-1 text-sm font-medium text-ink-2">{title}</h3>
      {children}
    </div>
  )
}

/** So many sites are offered while one types. */
const SITES_OFFERED = 50

interface SiteProps {
  readonly value: string
  readonly onChange: (value: string) => void
}

function SiteField({ value, onChange }: SiteProps): ReactNode {
  const t = useTranslations('fleet.filter')
  const f = useFormat()
  const choices = useChoices()
  return (
    <div className="px-3">
      <TextField
        label={t('site')}
        description={t('siteAbout')}
        value={value}
        onValueChange={onChange}
        list="fleet-sites"
      />
      <datalist id="fleet-sites">
        {choices('site')
          .slice(0, SITES_OFFERED)
          .map((choice) => (
            <option key={choice.value} value={choice.value}>
              {t('option', { label: choice.label, count: f.number(choice.count) })}
            </option>
          ))}
      </datalist>
    </div>
  )
}

interface SpanProps {
  readonly value: string | undefined
  readonly onChange: (value: string | undefined) => void
}

function HealthFields({ value, onChange }: SpanProps): ReactNode {
  const t = useTranslations('fleet.filter')
  const span = healthSpan(value)
  const [draft, setDraft] = useState({ from: String(span.from ?? ''), to: String(span.to ?? '') })
  const error = [draft.from, draft.to].some((text) => readShare(text) === null) ? t('healthFault') : null

  const change = (next: typeof draft) => {
    setDraft(next)
    const from = readShare(next.from)
    const to = readShare(next.to)
    if (from !== null && to !== null) onChange(healthText({ from, to }))
  }
  return (
    <fieldset className="px-3">
      <legend className="pb-1 text-sm font-medium text-ink-2">{t('healthSpan')}</legend>
      <div className="flex gap-2">
        <TextField
          label={t('least')}
          value={draft.from}
          inputMode="decimal"
          onValueChange={(from) => change({ ...draft, from })}
          error={error}
          className="flex-1"
        />
        <TextField
          label={t('most')}
          value={draft.to}
          inputMode="decimal"
          onValueChange={(to) => change({ ...draft, to })}
          className="flex-1"
        />
      </div>
    </fieldset>
  )
}

/** Undefined for nothing, null for what is no figure from 0 to 100. */
function readShare(text: string): number | undefined | null {
  if (text.trim() === '') return undefined
  const value = Number(text)
  return value >= 0 && value <= 100 ? value : null
}

const MINUTE_MS = 60_000
const AGES_MS = [2, 5, 15, 60, 360, 1440, 7 * 1440, 30 * 1440].map((minutes) => minutes * MINUTE_MS)

function AgeFields({ value, onChange }: SpanProps): ReactNode {
  const t = useTranslations('fleet.filter')
  const f = useFormat()
  const { from, to } = ageSpan(value)
  const options = (chosen: number | undefined) => [
    { value: '', label: t('any') },
    ...[...new Set([...AGES_MS, ...(chosen === undefined ? [] : [chosen])])]
      .toSorted((a, b) => a - b)
      .map((ms) => ({ value: String(ms), label: f.duration(ms) })),
  ]
  return (
    <fieldset className="px-3">
      <legend className="pb-1 text-sm font-medium text-ink-2">{t('ageSpan')}</legend>
      <div className="flex gap-2">
        <Select
          label={t('older')}
          value={String(from ?? '')}
          onValueChange={(text) => onChange(ageText({ from: readAge(text), to }))}
          options={options(from)}
          className="flex-1"
        />
        <Select
          label={t('younger')}
          value={String(to ?? '')}
          onValueChange={(text) => onChange(ageText({ from, to: readAge(text) }))}
          options={options(to)}
          className="flex-1"
        />
      </div>
    </fieldset>
  )
}

function readAge(text: string): number | undefined {
  return text === '' ? undefined : Number(text)
}

interface ValidityProps {
  readonly at: Endpoint
  readonly value: 'valid' | 'invalid'
  readonly onChange: (value: 'valid' | 'invalid') => void
}

function Validity({ at, value, onChange }: ValidityProps): ReactNode {
  const t = useTranslations('fleet.filter')
  const f = useFormat()
  const invalid = useInvalidClients(at)
  return (
    <div className="px-3 pb-1">
      <Select
        label={t('validity')}
        description={t('validityAbout')}
        value={value}
        onValueChange={onChange}
        options={[
          { value: 'valid', label: t('valid') },
          { value: 'invalid', label: t('option', { label: t('invalid'), count: f.number(invalid.length) }) },
        ]}
      />
    </div>
  )
}
