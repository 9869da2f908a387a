import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/ui/Button.tsx'
import { Popover } from '@/ui/Popover.tsx'

interface Props {
  readonly label: string
  /** How many values of it are chosen. */
  readonly chosen: number
  readonly children: (close: () => void) => ReactNode
  readonly className?: string
}

/** A filter behind its button, which says how much of it is in force. */
export function FilterMenu({ label, chosen, children, className = 'w-72' }: Props): ReactNode {
  const t = useTranslations('ui')
  return (
    <Popover
      title={label}
      titleHidden
      className={className}
      trigger={
        <Button
          aria-label={chosen > 0 ? t('filter.chosen', { label, count: chosen }) : label}
          className={chosen > 0 ? 'border-accent!' : ''}
        >
          {label}
          {chosen > 0 && (
            <span className="rounded-sm bg-accent-soft px-1 text-xs text-accent tabular-nums">{chosen}</span>
          )}
          <ChevronDown aria-hidden className="-me-1 size-4 text-ink-3" />
        </Button>
      }
    >
      {(close) => <div className="py-2">{children(close)}</div>}
    </Popover>
  )
}
