import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useRef } from 'react'
import type { ReactNode, RefObject } from 'react'
import { useTranslations } from 'use-intl'
import { buttonClass } from './Button.tsx'
import { cx } from './cx.ts'
import { DialogNotice } from './DialogNotice.tsx'
import { useOverflow } from './overflow.ts'

interface Props {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: ReactNode
  readonly description?: ReactNode
  readonly children: ReactNode
  /** The buttons, last one the main one. */
  readonly footer?: ReactNode
  readonly size?: 'sm' | 'md' | 'lg'
  /** `end` is a drawer, for details beside the rows they belong to. */
  readonly side?: 'center' | 'end'
}

const widths = { sm: 'sm:max-w-md', md: 'sm:max-w-xl', lg: 'sm:max-w-4xl' } as const

export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  size = 'md',
  side = 'center',
}: Props) {
  const t = useTranslations('ui')
  const body = useRef<HTMLDivElement>(null)
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          // On a touch screen a field with the focus calls up the keyboard, which covers what one came to read.
          initialFocus={(by) => (by === 'touch' ? true : firstField(body.current))}
          className={cx(
            'popup fixed z-40 flex w-full flex-col',
            side === 'center' &&
              'top-[max(2rem,12dvh)] left-1/2 max-h-[calc(100dvh-max(2rem,12dvh)-1rem)] max-w-[calc(100vw-1.5rem)] -translate-x-1/2',
            side === 'end' && 'inset-y-0 end-0 max-w-full rounded-none border-y-0 border-e-0',
            widths[size],
          )}
        >
          <div className="flex items-start gap-3 border-b border-line px-4 py-3">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-base font-semibold wrap-anywhere">{title}</Base.Title>
              {description !== undefined && (
                <Base.Description className="mt-0.5 text-sm text-ink-2">{description}</Base.Description>
              )}
            </div>
            <Base.Close
              aria-label={t('close')}
              className={cx(buttonClass({ tone: 'quiet', size: 'sm', iconOnly: true }), '-me-1')}
            >
              <X aria-hidden className="size-4" />
            </Base.Close>
          </div>
          <DialogNotice />
          <Body scroller={body}>{children}</Body>
          {footer !== undefined && (
            <div className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3">{footer}</div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

interface BodyProps {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly children: ReactNode
}

/** A long body scrolls, with the keyboard too, where nothing inside of it takes the focus. */
function Body({ scroller, children }: BodyProps) {
  const { tall } = useOverflow(scroller)
  return (
    <div
      ref={scroller}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must do so with the keyboard too
      tabIndex={tall ? 0 : undefined}
      className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
    >
      <div className="px-4 py-4">{children}</div>
    </div>
  )
}

function firstField(body: HTMLElement | null): HTMLElement | true {
  return body?.querySelector<HTMLElement>('input:not([type="hidden"]),select,textarea') ?? true
}
