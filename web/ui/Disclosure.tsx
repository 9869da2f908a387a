import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

interface Props {
  readonly summary: ReactNode
  readonly children: ReactNode
  /** With `onOpenChange`, controlled. */
  readonly open?: boolean
  readonly onOpenChange?: (open: boolean) => void
  readonly defaultOpen?: boolean
  readonly className?: string
}

/** Something more, for those who ask. Closed, the browser's search finds it all the same. */
export function Disclosure({ summary, children, open, onOpenChange, defaultOpen = false, className }: Props) {
  return (
    <details
      className={cx('group/disclosure min-w-0', className)}
      open={open ?? defaultOpen}
      onToggle={(event) => {
        if (event.currentTarget.open !== open) onOpenChange?.(event.currentTarget.open)
      }}
    >
      <summary className="flex w-fit max-w-full list-none items-center gap-1 rounded-sm text-sm text-ink-2 hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-ink-3 transition-transform duration-100 group-open/disclosure:rotate-90"
        />
        <span className="min-w-0">{summary}</span>
      </summary>
      <div className="pt-2 ps-5">{children}</div>
    </details>
  )
}
