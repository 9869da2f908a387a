import type { LucideIcon } from 'lucide-react'
import { cx } from './cx.ts'

interface Props {
  readonly icon: LucideIcon
  readonly label: string
  readonly isOff: boolean
  /** For a button that stays down. */
  readonly isPressed?: boolean
  readonly onPress: () => void
}

/** It is the same element on and off, so that the focus stays when a column arrives at the first place. */
export function ColumnMenuButton({ icon: Icon, label, isOff, isPressed, onPress }: Props) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={isPressed}
      aria-disabled={isOff || undefined}
      onClick={() => {
        if (!isOff) onPress()
      }}
      className={cx(
        'inline-flex size-7 shrink-0 items-center justify-center rounded-md focus-visible:-outline-offset-2',
        'hover:bg-surface hover:text-ink aria-disabled:cursor-default aria-disabled:bg-transparent aria-disabled:opacity-35',
        isPressed ? 'bg-accent-soft text-accent' : 'text-ink-3',
      )}
    >
      <Icon aria-hidden className={cx('size-3.5', isPressed && 'fill-current')} />
    </button>
  )
}
