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

/** What stands in a cell: never a colour alone. */
export function MatrixCell({ look, short }: Pick<CellWords, 'look' | 'short'>) {
  const Icon = icons[look]
  return (
    <span className={cx('flex min-w-0 items-center gap-1 text-xs tabular-nums', colours[look])}>
      {Icon && <Icon aria-hidden className={cx('size-3.5 shrink-0', look === 'busy' && 'animate-spin')} />}
      <span className="truncate">{short}</span>
    </span>
  )
}
