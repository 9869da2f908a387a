import { useTranslations } from 'use-intl'
import { cx } from './cx.ts'
import type { Tone } from './tone.ts'

interface Props {
  /** As the server sent it: it may be below 0, above `max`, or missing. */
  readonly value: number | null
  readonly max?: number
  /** What is measured, for those who do not see the bar. */
  readonly label: string
  readonly tone?: Tone | 'accent'
  /** The value in words; otherwise the number with a percent sign where `max` is 100. */
  readonly text?: string
  readonly hideText?: boolean
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

/** A level. The bar never leaves its box, the number stays what the server said. */
export function Meter({ value, max = 100, label, tone, text, hideText = false, className }: Props) {
  const t = useTranslations('ui')
  const known = value !== null && Number.isFinite(value)
  const said = known ? (text ?? (max === 100 ? `${value}%` : String(value))) : t('nothing')
  const inside = known ? Math.min(Math.max(value, 0), max) : 0
  const outside = known && inside !== value
  const spoken = !known ? t('meter.unknown') : outside ? t('meter.outside', { text: said, max }) : said
  return (
    <span
      className={cx('inline-flex w-full items-center gap-2 align-middle', className)}
      title={outside ? spoken : undefined}
    >
      <span
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the browser's own element looks different in each
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={inside}
        aria-valuetext={spoken}
        className={cx(
          'relative block h-1.5 min-w-10 flex-1 overflow-hidden rounded-sm border',
          known ? 'border-line bg-hover' : 'border-dashed border-line-strong/60',
        )}
      >
        <span
          data-part="bar"
          className={cx('block h-full', fills[tone ?? (outside ? 'warn' : 'accent')])}
          style={{ width: `${(max > 0 ? inside / max : 0) * 100}%` }}
        />
      </span>
      {!hideText && (
        <span
          aria-hidden
          className={cx('min-w-10 text-end text-sm tabular-nums', outside ? 'text-warn' : 'text-ink-2')}
        >
          {said}
        </span>
      )}
    </span>
  )
}
