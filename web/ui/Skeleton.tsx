import { useTranslations } from 'use-intl'
import { cx } from './cx.ts'

interface Props {
  readonly rows?: number
  /** What is being loaded. */
  readonly label?: string
  readonly className?: string
}

const widths = ['w-full', 'w-11/12', 'w-4/5', 'w-full', 'w-10/12'] as const

/** The place of something that is on its way. */
export function Skeleton({ rows = 1, label, className }: Props) {
  const t = useTranslations('ui')
  return (
    <output className={cx('flex w-full flex-col gap-3 py-1', className)}>
      <span className="sr-only">{label ?? t('loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <span
          key={row}
          aria-hidden
          className={cx('block h-4 animate-pulse rounded-sm bg-line/60', widths[row % widths.length])}
        />
      ))}
    </output>
  )
}
