import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { controlClass } from '@/ui/Field.tsx'
import { cx } from '@/ui/cx.ts'

export interface Choice {
  readonly value: string
  readonly label: string
  readonly count: number
}

interface Props {
  readonly label: string
  readonly choices: readonly Choice[]
  readonly values: readonly string[]
  readonly onValuesChange: (values: readonly string[]) => void
  /** One at most. */
  readonly single?: boolean
}

/** From here on a list of choices has a search of its own. */
const SEARCH_FROM = 9
/** More are found by the search. */
const SHOWN_AT_MOST = 100

/** The values of one filter, each with how many rows it would leave. */
export function ChoiceList({ label, choices, values, onValuesChange, single = false }: Props): ReactNode {
  const t = useTranslations('fleet.filter')
  const f = useFormat()
  const name = useId()
  const [query, setQuery] = useState('')
  const wanted = query.trim().toLowerCase()
  const chosen = new Set(values)
  const known = new Set(choices.map(({ value }) => value))
  // What is chosen stays in sight though no row has it now.
  const all = [...choices, ...values.filter((value) => !known.has(value)).map((value) => absent(value, t('noValue')))]
  const found = wanted === '' ? all : all.filter((choice) => choice.label.toLowerCase().includes(wanted))
  const shown = found.slice(0, SHOWN_AT_MOST)

  const press = (value: string, on: boolean) => {
    if (single) onValuesChange(on ? [value] : [])
    else onValuesChange(on ? [...values, value] : values.filter((other) => other !== value))
  }
  return (
    <div className="min-w-0">
      {all.length >= SEARCH_FROM && (
        <div className="px-2 pb-1">
          <input
            type="search"
            aria-label={t('searchIn', { label })}
            placeholder={t('searchIn', { label })}
            autoComplete="off"
            spellCheck={false}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            className={cx(controlClass, 'h-7')}
          />
        </div>
      )}
      <ul aria-label={label} className="max-h-72 overflow-y-auto">
        {shown.map(({ value, label: words, count }) => (
          <li key={value}>
            <label className="flex min-h-8 cursor-pointer items-center gap-2 px-3 text-sm hover:bg-hover">
              <input
                type="checkbox"
                name={name}
                checked={chosen.has(value)}
                onChange={(event) => press(value, event.target.checked)}
                className="size-4 shrink-0 cursor-pointer accent-accent focus-visible:outline-offset-1"
              />
              <bdi className="min-w-0 flex-1 truncate" title={words.length > 28 ? words : undefined}>
                {words}
              </bdi>{' '}
              <span className={cx('text-xs tabular-nums', count === 0 ? 'text-ink-3' : 'text-ink-2')}>
                {f.number(count)}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {shown.length === 0 && (
        <p className="px-3 py-2 text-sm text-ink-3">{all.length === 0 ? t('noChoice') : t('noneFound')}</p>
      )}
      {found.length > shown.length && (
        <p className="px-3 py-1.5 text-xs text-ink-3">{t('moreValues', { count: found.length - shown.length })}</p>
      )}
    </div>
  )
}

function absent(value: string, nothing: string): Choice {
  return { value, label: value === '' ? nothing : value, count: 0 }
}
