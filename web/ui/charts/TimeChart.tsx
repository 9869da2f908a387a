import { Suspense, lazy, useCallback, useDeferredValue, useId, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'
import { Disclosure } from '../Disclosure.tsx'
import { Skeleton } from '../Skeleton.tsx'
import { VisuallyHidden } from '../VisuallyHidden.tsx'
import { ChartLegend } from './ChartLegend.tsx'
import { ChartReadout } from './ChartReadout.tsx'
import { createChartCursor } from './cursor.ts'
import { DrawingBoundary } from './DrawingBoundary.tsx'
import { chartFrame } from './frame.ts'
import { SaveMenu } from './SaveMenu.tsx'
import type { TimeChartProps } from './series.ts'
import { useChartKeys } from './useChartKeys.ts'
import { useLatest } from '../useLatest.ts'
import { useTurn } from './useTurn.ts'
import { ValueTable } from './ValueTable.tsx'
import { ZoomControls } from './ZoomControls.tsx'

const drawing = async () => {
  const { TimeChartBody: Body } = await import('./TimeChartBody.tsx')
  return { default: Body }
}

const TimeChartBody = lazy(drawing)

/** Values over time. The drawing is loaded when the first chart is shown; the values are always there as a table. */
export function TimeChart(props: TimeChartProps) {
  const t = useTranslations('chart')
  const timeZone = useTimeZone()
  const keysId = useId()
  const figure = useRef<HTMLElement>(null)
  const live = useRef<HTMLSpanElement>(null)
  const [tableOpen, setTableOpen] = useState(false)
  const [ownCursor] = useState(createChartCursor)
  const { unit, label, height = 200, onZoom, controls = true, resolution, download } = props
  const cursor = props.cursor ?? ownCursor
  const frame = useFrame(props, timeZone)
  const name = unit === '' ? label : t('withUnit', { label, unit })
  // Spoken by writing into the page: what is drawn does not depend on it.
  const say = useCallback((text: string) => {
    if (live.current) live.current.textContent = text
  }, [])
  const onKeyDown = useChartKeys({ frame, cursor, onZoom, say, ...props })
  const mayDraw = useTurn(frame.anything, drawing)
  const source = useLatest({ ...props, frame, download: download ?? '' })
  // A little later than the rest, in slices: a page of charts has dozens of buttons.
  const hasTools = useDeferredValue(true, false)
  const waiting = <Skeleton rows={Math.max(1, Math.floor(height / 28))} />

  return (
    <figure ref={figure} aria-label={name} className="flex min-w-0 flex-col gap-1.5">
      <figcaption className="flex min-w-0 flex-col gap-1 text-xs text-ink-2">
        <ChartLegend frame={frame} cursor={cursor} unit={unit} formatValue={props.formatValue} />
        {resolution !== undefined && <p className="text-ink-3">{resolution}</p>}
        <ChartReadout frame={frame} cursor={cursor} named={props.window !== undefined} formatTime={props.formatTime} />
      </figcaption>
      {frame.anything ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- an application is interactive
        <div
          style={{ height }}
          className="relative min-w-0 rounded-sm"
          role="application"
          aria-label={t('plot', { label: name })}
          aria-describedby={keysId}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keys below need a place for the focus
          tabIndex={0}
          onKeyDown={onKeyDown}
          onBlur={() => cursor.move(null)}
        >
          <DrawingBoundary fallback={<Note>{t('failed')}</Note>}>
            <Suspense fallback={waiting}>
              {mayDraw ? (
                <TimeChartBody
                  frame={frame}
                  height={height}
                  cursor={cursor}
                  onZoom={onZoom}
                  zone={props.zone}
                  formatValue={props.formatValue}
                  formatTick={props.formatTick ?? props.formatTime}
                  {...(props.base && { base: props.base })}
                />
              ) : (
                waiting
              )}
            </Suspense>
          </DrawingBoundary>
        </div>
      ) : (
        <div style={{ height }} className="min-w-0">
          <Note>{t('empty')}</Note>
        </div>
      )}
      <VisuallyHidden id={keysId}>{t(onZoom ? 'keysZoom' : 'keys')}</VisuallyHidden>
      <span ref={live} aria-live="polite" className="sr-only" />
      {(frame.anything || onZoom) && (
        <div className="min-h-7 min-w-0">
          {hasTools && ((onZoom && controls) || download !== undefined) && (
            <div className="float-end flex items-center gap-1">
              {onZoom && controls && <ZoomControls window={frame.window} bounds={frame.bounds} onZoom={onZoom} />}
              {frame.anything && download !== undefined && <SaveMenu label={label} source={source} figure={figure} />}
            </div>
          )}
          {frame.anything && (
            <Disclosure
              summary={<span className="text-xs">{t('table')}</span>}
              open={tableOpen}
              onOpenChange={setTableOpen}
              className="[&>summary]:min-h-7"
            >
              <div className="clear-both">{tableOpen && <ValueTable {...props} frame={frame} />}</div>
            </Disclosure>
          )}
        </div>
      )}
    </figure>
  )
}

/** The same frame for as long as nothing in it changes: a page may give new arrays with each of its own drawings. */
function useFrame(props: TimeChartProps, timeZone: string | undefined) {
  const { series, domain, window, whole, leastMs, shades, limits, base, zone } = props
  const { min, max, from, to } = domain ?? {}
  return useMemo(
    () => chartFrame(props, timeZone),
    // oxlint-disable-next-line react/exhaustive-deps -- the parts of the props that the frame is made of
    [series, min, max, from, to, window?.from, window?.to, whole?.from, whole?.to, leastMs, shades, limits, base, zone],
  )
}

function Note({ children }: { readonly children: ReactNode }) {
  return (
    <p className="flex h-full items-center justify-center rounded-md border border-dashed border-line text-sm text-ink-3">
      {children}
    </p>
  )
}
