import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

interface Props {
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly icon?: LucideIcon
  /** What to do about it. */
  readonly action?: ReactNode
  /** Inside a panel or a table. */
  readonly compact?: boolean
  readonly className?: string
}

export function EmptyState({ title, children, icon: Icon, action, compact = false, className }: Props) {
  return (
    <div
      className={cx('flex flex-col items-center gap-1 px-4 text-center text-sm', compact ? 'py-6' : 'py-14', className)}
    >
      {Icon && <Icon aria-hidden className="mb-1 size-6 text-ink-3" strokeWidth={1.5} />}
      <p className="font-medium text-ink">{title}</p>
      {children !== undefined && <div className="max-w-prose text-ink-2">{children}</div>}
      {action !== undefined && <div className="mt-3">{action}</div>}
    </div>
  )
}
