import { useTranslations } from 'use-intl'
import { cx } from './cx.ts'
import type { Tone } from './tone.ts'

interface Props {
  /** 0 to 100; null where nobody can say. */
  readonly value: number | null
  readonly label: string
  readonly tone?: Tone | 'accent'
  /** The progress in words, as "3.1 of 15.2 GiB"; spoken with the bar, not shown by it. */
  readonly text?: string
  readonly size?: 'sm' | 'md'
  readonly className?: string
}

const fills = {
  accent: 'bg-accent',
  good: 'bg-good',
  warn: 'bg-warn',
  bad: 'bg-bad',
  busy: 'bg-busy',
  idle: 'bg-idle',
} as const

/** How far something has come that will be finished one day. */
export function ProgressBar({ value, label, tone = 'busy', text, size = 'md', className }: Props) {
  const t = useTranslations('ui')
  const known = value !== null && Number.isFinite(value)
  const inside = known ? Math.min(Math.max(value, 0), 100) : 0
  return (
    <span
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the browser's own element looks different in each
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={known ? Math.floor(inside) : undefined}
      aria-valuetext={text ?? (known ? undefined : t('progress.unknown'))}
      className={cx('block w-full overflow-hidden rounded-sm bg-idle-soft', size === 'sm' ? 'h-1' : 'h-1.5', className)}
    >
      <span
        data-part="bar"
        className={cx('block h-full', fills[tone], !known && 'indeterminate w-1/3')}
        style={known ? { width: `${inside}%` } : undefined}
      />
    </span>
  )
}
