import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import {
  clampTop,
  isExact,
  LINE_HEIGHT,
  lastTop,
  type LogPlace,
  moved,
  offsetOf,
  placeAt,
  scrolledHeight,
} from './logPlace.ts'

interface Options {
  readonly first: number
  readonly end: number
  readonly isWrapped: boolean
  readonly startsAtEnd: boolean
  /** The operator went somewhere: by wheel, bar or key, not because lines came. */
  readonly onMove: (place: LogPlace) => void
}

interface LogScroll {
  readonly scroller: RefObject<HTMLDivElement | null>
  /** Holds the lines, each with its place in `data-pos`. */
  readonly lines: RefObject<HTMLDivElement | null>
  readonly place: LogPlace
  readonly viewport: number
  readonly visible: number
  readonly height: number
  readonly onScroll: () => void
  /** Goes there, without telling. */
  readonly go: (place: LogPlace) => void
  /** Goes as far as needed to have a line in sight, and tells. */
  readonly reveal: (pos: number, at?: 'nearest' | 'middle') => void
  /** The place at the top, also at the end. */
  readonly topNow: () => number
}

/** Where nothing can be measured, as in tests without layout. */
const VIEWPORT = 600
/** The bar is set right once the wheel has come to rest: to move it under the wheel would stop it. */
const REST_MS = 160
const SETTLE_MS = 300

/** Scrolls lines that are not all there: a bar for where, and a window that stands still while its lines change. */
export function useLogScroll({ first, end, isWrapped, startsAtEnd, onMove }: Options): LogScroll {
  const scroller = useRef<HTMLDivElement>(null)
  const lines = useRef<HTMLDivElement>(null)
  const [viewport, setViewport] = useState(VIEWPORT)
  const [place, setPlace] = useState<LogPlace>(startsAtEnd ? { kind: 'end' } : { kind: 'from', top: 0 })
  /** The offset that was last set or seen: what differs from it, the operator did. */
  const offset = useRef(0)
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [isMoving, setMoving] = useState(false)
  const settling = useRef<ReturnType<typeof setTimeout>>(undefined)

  const visible = viewport / LINE_HEIGHT
  const span = { first, end, visible }
  const height = scrolledHeight(span, viewport)
  const exact = isExact(span, isWrapped)
  const most = height - viewport

  useEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    const measure = () => setViewport(element.clientHeight || VIEWPORT)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const wanted = Math.round(offsetOf(span, place, most, exact))
  const wantedNow = useRef(wanted)
  const settle = useCallback(() => {
    const element = scroller.current
    settling.current = undefined
    if (!element || Math.abs(wantedNow.current - offset.current) <= 1) return
    element.scrollTop = wantedNow.current
    offset.current = element.scrollTop
  }, [])

  // The bar stands where the window is: when lines come, fall out, or somebody went to a place. To move it, the browser
  // has to lay everything out: at the end of a log that grows that is done now and then.
  useLayoutEffect(() => {
    wantedNow.current = wanted
    if (isMoving) return
    if (place.kind === 'from') settle()
    else settling.current ??= setTimeout(settle, SETTLE_MS)
  }, [wanted, place.kind, isMoving, settle])

  useEffect(
    () => () => {
      clearTimeout(resting.current)
      clearTimeout(settling.current)
    },
    [],
  )

  const heightOf = (pos: number) =>
    isWrapped
      ? lines.current?.querySelector<HTMLElement>(`[data-pos="${pos}"]`)?.offsetHeight || LINE_HEIGHT
      : LINE_HEIGHT

  // The first line may be half out of sight, and how high it is only its drawing tells.
  useLayoutEffect(() => {
    const element = lines.current
    if (!element) return
    if (place.kind === 'end') {
      element.style.transform = ''
      return
    }
    const head = Math.floor(place.top)
    const lineHeight = heightOf(head)
    element.style.transform = `translateY(${-Math.round((place.top - head) * lineHeight)}px)`
  })

  const topNow = () => {
    if (place.kind === 'from') return place.top
    const from = scroller.current?.getBoundingClientRect().top ?? 0
    for (const line of lines.current?.children ?? []) {
      const rect = line.getBoundingClientRect()
      const pos = line instanceof HTMLElement ? Number(line.dataset['pos']) : Number.NaN
      if (rect.bottom > from && rect.height > 0 && Number.isFinite(pos)) {
        return pos + Math.max(0, from - rect.top) / rect.height
      }
    }
    return lastTop(span)
  }

  const move = (next: LogPlace) => {
    setPlace(next)
    onMove(next)
  }

  const onScroll = () => {
    const element = scroller.current
    if (!element) return
    const delta = element.scrollTop - offset.current
    if (Math.abs(delta) < 1) return
    offset.current = element.scrollTop
    clearTimeout(resting.current)
    setMoving(true)
    resting.current = setTimeout(() => setMoving(false), REST_MS)
    const isNear = Math.abs(delta) < viewport * 2
    if (exact || !isNear) {
      move(placeAt(span, element.scrollTop, most, exact))
      return
    }
    const top = moved(topNow(), delta, heightOf)
    const isAtEnd = delta > 0 && (isWrapped ? isEndInSight() : top >= lastTop(span) - 0.05)
    move(isAtEnd ? { kind: 'end' } : { kind: 'from', top: clampTop(span, top) })
  }

  const isEndInSight = () => {
    const last = lines.current?.querySelector(`[data-pos="${end - 1}"]`)
    const bottom = scroller.current?.getBoundingClientRect().bottom ?? 0
    return last !== null && last !== undefined && last.getBoundingClientRect().bottom <= bottom + LINE_HEIGHT
  }

  const go = useCallback((next: LogPlace) => setPlace(next), [])

  const reveal = (pos: number, at: 'nearest' | 'middle' = 'nearest') => {
    const top = topNow()
    const page = Math.max(1, Math.floor(visible) - 1)
    if (at === 'middle' && (pos < top || pos >= top + page)) {
      move({ kind: 'from', top: clampTop(span, Math.max(first, pos - Math.floor(page / 2))) })
    } else if (pos < top) move({ kind: 'from', top: clampTop(span, pos) })
    else if (!isWrapped && pos > top + page) move({ kind: 'from', top: clampTop(span, pos - page) })
    else if (isWrapped && !isInSight(pos)) move({ kind: 'from', top: clampTop(span, pos - Math.floor(page / 3)) })
    else if (place.kind === 'end') move({ kind: 'from', top })
  }

  const isInSight = (pos: number) => {
    const line = lines.current?.querySelector(`[data-pos="${pos}"]`)
    const bottom = scroller.current?.getBoundingClientRect().bottom ?? 0
    return line !== null && line !== undefined && line.getBoundingClientRect().bottom <= bottom
  }

  return { scroller, lines, place, viewport, visible, height, onScroll, go, reveal, topNow }
}
