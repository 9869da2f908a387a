import { cloneElement, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import type { FocusEvent, KeyboardEvent, PointerEvent, ReactElement, SyntheticEvent } from 'react'

interface AnchorProps {
  readonly 'aria-describedby'?: string | undefined
  readonly onPointerEnter?: ((event: PointerEvent<HTMLElement>) => void) | undefined
  readonly onPointerLeave?: ((event: PointerEvent<HTMLElement>) => void) | undefined
  readonly onPointerDown?: ((event: PointerEvent<HTMLElement>) => void) | undefined
  readonly onFocus?: ((event: FocusEvent<HTMLElement>) => void) | undefined
  readonly onBlur?: ((event: FocusEvent<HTMLElement>) => void) | undefined
  readonly onKeyDown?: ((event: KeyboardEvent<HTMLElement>) => void) | undefined
}

type Side = 'top' | 'bottom' | 'left' | 'right'

interface Props {
  readonly content: string
  /** One focusable element that spreads its props. */
  readonly children: ReactElement<AnchorProps>
  readonly side?: Side
  /** False where the content only repeats the element's name. */
  readonly describes?: boolean
  /** Pressing the element does not take the hint away. */
  readonly stays?: boolean
}

const comesAfterMs = 350
/** Long enough to move the pointer from the element to its hint. */
const goesAfterMs = 120
const gap = 6
const margin = 8

/**
 * A hint on hover and on keyboard focus; also the element's description for screen readers. Our own, because every
 * button may have one: a library for it would be a tenth of all that the first page loads.
 */
export function Tooltip({ content, children, side = 'top', describes = true, stays = false }: Props) {
  const id = useId()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [timing] = useState(() => new HintTiming(setAnchor))
  const hide = () => timing.turn(null)

  useEffect(() => () => timing.stay(), [timing])

  const own = children.props
  return (
    <>
      {cloneElement(children, {
        'aria-describedby': describes ? id : own['aria-describedby'],
        onPointerEnter: both(own.onPointerEnter, ({ pointerType, currentTarget }) => {
          // A finger does not hover: the press itself would bring the hint up.
          if (pointerType !== 'touch') timing.turn(currentTarget, comesAfterMs)
        }),
        onPointerLeave: both(own.onPointerLeave, () => timing.turn(null, goesAfterMs)),
        onPointerDown: both(own.onPointerDown, () => {
          if (!stays) hide()
        }),
        onFocus: both(own.onFocus, ({ currentTarget }) => {
          // Not at once: the focus may just be coming back from a popover that is still closing.
          if (currentTarget.matches(':focus-visible')) timing.turn(currentTarget, 0)
        }),
        onBlur: both(own.onBlur, hide),
        onKeyDown: both(own.onKeyDown, ({ key }) => {
          if (key === 'Escape') hide()
        }),
      })}
      {describes && (
        <span id={id} hidden>
          {content}
        </span>
      )}
      {anchor !== null && (
        <Hint key={content} anchor={anchor} side={side} content={content} onEnter={() => timing.stay()} onGone={hide} />
      )}
    </>
  )
}

/** When a hint comes and goes. */
class HintTiming {
  private readonly show: (anchor: HTMLElement | null) => void
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(show: (anchor: HTMLElement | null) => void) {
    this.show = show
  }

  /** To the hint of `anchor`, or to none, after a while; what was about to happen does not. */
  turn(anchor: HTMLElement | null, afterMs?: number): void {
    clearTimeout(this.timer)
    if (afterMs === undefined) this.show(anchor)
    else this.timer = setTimeout(() => this.show(anchor), afterMs)
  }

  /** As it is now. */
  stay(): void {
    clearTimeout(this.timer)
  }
}

function both<E extends SyntheticEvent>(first: ((event: E) => void) | undefined, second: (event: E) => void) {
  return (event: E) => {
    first?.(event)
    second(event)
  }
}

interface HintProps {
  readonly anchor: HTMLElement
  readonly side: Side
  readonly content: string
  readonly onEnter: () => void
  readonly onGone: () => void
}

function Hint({ anchor, side, content, onEnter, onGone }: HintProps) {
  const hint = useRef<HTMLSpanElement>(null)

  useLayoutEffect(() => {
    const element = hint.current
    if (element === null) return
    // Among what the browser keeps above everything, dialogs included.
    if ('showPopover' in element) element.showPopover()
    place(element, anchor, side)
  }, [anchor, side])

  useEffect(() => {
    window.addEventListener('scroll', onGone, { capture: true, passive: true })
    return () => window.removeEventListener('scroll', onGone, { capture: true })
  })

  return (
    <span
      ref={hint}
      popover="manual"
      // Read out as the description of the element; here it is for the eyes.
      aria-hidden
      className="popup fixed inset-auto m-0 w-max max-w-80 px-2 py-1 text-xs font-normal wrap-anywhere whitespace-normal text-ink"
      onPointerEnter={onEnter}
      onPointerLeave={onGone}
    >
      {content}
    </span>
  )
}

/** On the wanted side, or on the opposite one where there is no room; never over the edge of the window. */
function place(hint: HTMLElement, anchor: HTMLElement, side: Side): void {
  const at = anchor.getBoundingClientRect()
  const { width, height } = hint.getBoundingClientRect()
  const { clientWidth, clientHeight } = document.documentElement
  const isAcross = side === 'left' || side === 'right'
  const before = isAcross ? at.left - gap - width : at.top - gap - height
  const after = isAcross ? at.right + gap : at.bottom + gap
  const room = isAcross ? clientWidth - width : clientHeight - height
  const wantsBefore = side === 'left' || side === 'top'
  const along = wantsBefore ? (before >= margin ? before : after) : after <= room - margin ? after : before
  const centred = isAcross ? (at.top + at.bottom - height) / 2 : (at.left + at.right - width) / 2
  const most = (isAcross ? clientHeight - height : clientWidth - width) - margin
  const across = Math.max(margin, Math.min(centred, most))
  hint.style.left = `${isAcross ? along : across}px`
  hint.style.top = `${isAcross ? across : along}px`
}
