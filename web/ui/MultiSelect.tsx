import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from './Button.tsx'
import { Menu } from './Menu.tsx'
import type { MenuEntry } from './Menu.tsx'

interface Props {
  readonly label: string
  readonly values: readonly string[]
  readonly onValuesChange: (values: readonly string[]) => void
  readonly options: readonly { readonly value: string; readonly label: string; readonly count?: number }[]
}

/** A filter: none chosen means all. */
export function MultiSelect({ label, values, onValuesChange, options }: Props) {
  const t = useTranslations('ui')
  const chosen = new Set(values)
  const entries: MenuEntry[] = options.map((option) => ({
    kind: 'checkbox',
    label: option.label,
    hint: option.count?.toString(),
    checked: chosen.has(option.value),
    onChange: (checked) =>
      onValuesChange(checked ? [...values, option.value] : values.filter((value) => value !== option.value)),
  }))
  if (values.length > 0) {
    entries.push({ kind: 'separator' }, { label: t('filter.clear'), onSelect: () => onValuesChange([]) })
  }
  const name = values.length > 0 ? t('filter.chosen', { label, count: values.length }) : label
  return (
    <Menu
      label={label}
      entries={entries}
      trigger={
        <Button aria-label={name} className={values.length > 0 ? 'border-accent!' : ''}>
          {label}
          {values.length > 0 && (
            <span className="rounded-sm bg-accent-soft px-1 text-xs text-accent tabular-nums">{values.length}</span>
          )}
          <ChevronDown aria-hidden className="-me-1 size-4 text-ink-3" />
        </Button>
      }
    />
  )
}
