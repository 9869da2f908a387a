import { KeyRound, TriangleAlert } from 'lucide-react'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { cx } from '@/ui/cx.ts'
import { useFocusPassedOn } from './useFocusPassedOn.ts'

interface BannerProps {
  readonly kind: 'sign-in' | 'warning'
  readonly title: ReactNode
  readonly children: ReactNode
  readonly actions?: ReactNode
  /** In a dialog, whose own live region says it. */
  readonly isInDialog?: boolean
}

const icons = { 'sign-in': KeyRound, warning: TriangleAlert } as const

/** Above every page, and in dialogs that cover it: something that concerns the whole console and needs the operator. */
export function Banner({ kind, title, children, actions, isInDialog = false }: BannerProps): ReactNode {
  const Icon = icons[kind]
  const section = useRef<HTMLElement>(null)
  useFocusPassedOn(section)
  return (
    <section
      ref={section}
      role={isInDialog ? undefined : 'status'}
      className="border-b border-line bg-warn-soft text-ink"
    >
      <div className={cx('flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-2.5 text-sm', !isInDialog && 'sm:px-6')}>
        <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
        <div className="min-w-0 flex-1 basis-72">
          <p className="font-semibold wrap-anywhere">{title}</p>
          <div className="text-ink-2">{children}</div>
        </div>
        {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
    </section>
  )
}
