import { useEffect, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import type { ChartCursor } from './cursor.ts'
import type { ChartFrame } from './frame.ts'
import { nextMoment } from './linePath.ts'
import { reported } from './span.ts'
import type { Span } from './span.ts'
import { valuesAt } from './valuesAt.ts'
import { zoomKey } from './zoomKey.ts'

interface Options {
  readonly frame: ChartFrame
  readonly cursor: ChartCursor
  readonly onZoom: ((span: Span | null) => void) | undefined
  readonly aim?: (() => Span) | undefined
  readonly formatTime: (time: number) => string
  readonly formatValue: (value: number) => string
  readonly say: (text: string) => void
}

/** The keys of a focused plot: the cursor from measurement to measurement, zoom and pan; what they did is said. */
export function useChartKeys({ frame, cursor, onZoom, aim, formatTime, formatValue, say }: Options) {
  const t = useTranslations('chart')
  const { window: shown, bounds } = frame
  const asked = useRef(false)

  // Said when it is shown, as the page may have to read for it first.
  useEffect(() => {
    if (!asked.current) return
    asked.current = false
    say(t('shown', { from: formatTime(shown.from), to: formatTime(shown.to) }))
  }, [shown.from, shown.to, say, t, formatTime])

  const moveTo = (at: number | null) => {
    if (at === null) return
    cursor.move(at)
    const values = valuesAt(frame.series, at, shown).map(({ series, point }) =>
      t('valueOf', { label: series.label, value: point ? formatValue(point.v) : t('gap') }),
    )
    const marked = frame.shades.filter(({ from, to }) => at >= from && at <= to).map(({ label }) => label)
    say([formatTime(at), ...values, ...marked].join(', '))
  }

  return (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const at = cursor.read() ?? undefined
    const span = onZoom && zoomKey(event, aim?.() ?? shown, bounds, at)
    if (span !== undefined) {
      event.preventDefault()
      asked.current = true
      onZoom?.(span === 'whole' ? null : reported(span, bounds))
      return
    }
    const lines = frame.series.map(({ line }) => line)
    const next = (from: number, direction: -1 | 1) => nextMoment(lines, from, direction, shown.from, shown.to)
    const first = () => next(Number.NEGATIVE_INFINITY, 1) ?? null
    const last = () => next(Number.POSITIVE_INFINITY, -1) ?? null
    switch (event.key) {
      case 'ArrowLeft':
        moveTo(at === undefined ? last() : next(at, -1))
        break
      case 'ArrowRight':
        moveTo(at === undefined ? first() : next(at, 1))
        break
      case 'Home':
        moveTo(first())
        break
      case 'End':
        moveTo(last())
        break
      case 'Escape':
        // Escape leaves the cursor first; the next one is the page's.
        if (at === undefined) return
        cursor.move(null)
        say('')
        event.stopPropagation()
        break
      default:
        return
    }
    event.preventDefault()
  }
}
