import { Check, CircleX, LoaderCircle, Users } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { cx } from '@/ui/cx.ts'
import type { CellLook, CellWords } from './useCellWords.ts'

const icons: Readonly<Partial<Record<CellLook, LucideIcon>>> = {
  good: Check,
  busy: LoaderCircle,
  bad: CircleX,
  warn: Users,
}

const colours = {
  good: 'text-good',
  busy: 'text-busy',
  bad: 'text-bad',
  warn: 'text-warn',
  quiet: 'text-ink-3',
  none: 'text-ink-3',
} as const satisfies Record<CellLook, string>

interface Props extends Pick<CellWords, 'look' | 'short'> {
  /** Said by a server that does not say so now. */
  readonly isPast: boolean
}

/** What stands in a cell: never a colour alone, and of what was before no colour at all. */
export function MatrixCell({ look, short, isPast }: Props) {
  const Icon = icons[look]
  return (
    <span className={cx('flex min-w-0 items-center gap-1 text-xs tabular-nums', colours[isPast ? 'quiet' : look])}>
      {Icon && <Icon aria-hidden className={cx('size-3.5 shrink-0', look === 'busy' && !isPast && 'animate-spin')} />}
      <span className="truncate">{short}</span>
    </span>
  )
}
