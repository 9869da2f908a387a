import { cloneElement, useEffect, useId, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { cx } from './cx.ts'

interface Props {
  /** The button that opens it. */
  readonly trigger: ReactElement<TriggerProps>
  readonly title: string
  readonly titleHidden?: boolean
  /** Drawn only while it is open. `close` is for what leads away. */
  readonly children: (close: () => void) => ReactNode
  readonly align?: 'start' | 'end'
  readonly onOpenChange?: (open: boolean) => void
  /** Its width, as `w-96`. */
  readonly className?: string
}

interface TriggerProps {
  readonly popoverTarget?: string
  readonly 'aria-expanded'?: boolean
  readonly 'aria-controls'?: string
}

/** Between the popover and the button, and to the edges of the window. */
const gap = 6
const margin = 8

/**
 * More of what a button stands for. The browser's own popover: it is above everything, closes on Escape and on a press
 * elsewhere, and gives the focus back; the top bar then needs no library before the first page is there.
 */
export function Popover({
  trigger,
  title,
  titleHidden = false,
  children,
  align = 'start',
  onOpenChange,
  className,
}: Props) {
  const id = useId()
  const titleId = useId()
  const [popup, setPopup] = useState<HTMLDivElement | null>(null)
  const [open, setOpen] = useState(false)

  useEffect(() => {
    if (!open || popup === null) return undefined
    const settle = () => place(popup, align)
    settle()
    // Its content may still arrive, and the window may change.
    const observer = new ResizeObserver(settle)
    observer.observe(popup)
    window.addEventListener('resize', settle)
    return () => {
      observer.disconnect()
      window.removeEventListener('resize', settle)
    }
  }, [open, popup, align])

  return (
    <>
      {cloneElement(trigger, { popoverTarget: id, 'aria-expanded': open, 'aria-controls': id })}
      <div
        ref={setPopup}
        id={id}
        popover="auto"
        role="dialog"
        aria-labelledby={titleId}
        className={cx(
          'popup fixed inset-auto m-0 max-h-[calc(100dvh-4rem)] max-w-[calc(100vw-1rem)] overflow-y-auto p-0 text-base',
          className,
        )}
        onToggle={(event) => {
          const isOpen = event.newState === 'open'
          setOpen(isOpen)
          onOpenChange?.(isOpen)
        }}
      >
        {open && (
          <>
            <h2
              id={titleId}
              className={titleHidden ? 'sr-only' : 'border-b border-line px-4 py-2.5 text-sm font-semibold'}
            >
              {title}
            </h2>
            {children(() => popup?.hidePopover())}
          </>
        )}
      </div>
    </>
  )
}

/** Below the button, or above it where there is more room. Not every browser can do this in CSS yet. */
function place(popup: HTMLElement, align: 'start' | 'end'): void {
  const buttons = [...document.querySelectorAll('[popovertarget]')]
  const button = buttons.find((one) => one.getAttribute('popovertarget') === popup.id)
  if (button === undefined) return
  const anchor = button.getBoundingClientRect()
  const { width, height } = popup.getBoundingClientRect()
  const { clientWidth, clientHeight } = document.documentElement
  const wanted = align === 'start' ? anchor.left : anchor.right - width
  const below = anchor.bottom + gap
  const above = anchor.top - gap - height
  popup.style.left = `${Math.max(margin, Math.min(wanted, clientWidth - width - margin))}px`
  popup.style.top = `${below + height > clientHeight - margin && above > margin ? above : below}px`
}
