import { X } from 'lucide-react'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/ui/Button.tsx'
import type { FleetSearch } from '../../paths.ts'
import { FILTER_NAMES, NO_FILTERS, type FilterName } from '../../pathsFleet.ts'
import { useFilterText } from './useFilterText.ts'

interface Props {
  readonly search: FleetSearch
  readonly onChange: (changed: FleetSearch) => void
}

/** The filters in force, each with what takes it out; nothing where there are none. */
export function FleetChips({ search, onChange }: Props): ReactNode {
  const t = useTranslations('fleet')
  const text = useFilterText()
  const box = useRef<HTMLDivElement>(null)
  const chips = FILTER_NAMES.flatMap((name) => {
    const words = text.inForce(name, search)
    return words === undefined ? [] : [{ name, words }]
  })
  if (chips.length === 0) return null

  const remove = (name: FilterName) => {
    // The button goes with its filter: the focus goes on to a neighbour, or back to the search.
    const buttons = [...(box.current?.querySelectorAll<HTMLElement>('li button') ?? [])]
    const place = chips.findIndex((chip) => chip.name === name)
    const next = buttons[place + 1] ?? buttons[place - 1]
    const panel = box.current?.closest('section')
    if (chips.length > 1) next?.focus()
    else panel?.querySelector<HTMLInputElement>('input[type="search"]')?.focus()
    onChange({ [name]: undefined })
  }
  const reset = () => {
    box.current?.closest('section')?.querySelector<HTMLInputElement>('input[type="search"]')?.focus()
    onChange(NO_FILTERS)
  }
  return (
    <div ref={box} className="flex flex-wrap items-center gap-1.5">
      <ul aria-label={t('filter.inForce')} className="contents">
        {chips.map(({ name, words }) => {
          const chip = t('filter.chip', { filter: t(`filter.${labelOf(name)}`), words })
          return (
            <li
              key={name}
              className="inline-flex h-6 max-w-full items-center rounded-md border border-line bg-bg ps-2 text-xs text-ink-2"
            >
              <span className="truncate">{chip}</span>
              <button
                type="button"
                aria-label={t('filter.remove', { chip })}
                onClick={() => remove(name)}
                className="flex size-6 shrink-0 items-center justify-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
              >
                <X aria-hidden className="size-3.5" />
              </button>
            </li>
          )
        })}
      </ul>
      <Button size="sm" tone="quiet" onClick={reset}>
        {t('reset')}
      </Button>
    </div>
  )
}

function labelOf(name: FilterName) {
  if (name === 'health') return 'healthSpan'
  if (name === 'age') return 'ageSpan'
  return name
}
