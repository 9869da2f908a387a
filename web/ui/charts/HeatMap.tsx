import { useCallback, useId, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'
import { VisuallyHidden } from '../VisuallyHidden.tsx'
import { createChartCursor } from './cursor.ts'
import { HeatField } from './HeatField.tsx'
import { columnSpan, nextHeatCell, valueAt } from './heatGrid.ts'
import type { HeatCell, HeatValues } from './heatGrid.ts'
import { HeatLegend } from './HeatLegend.tsx'
import { HeatMarkedCell } from './HeatMarkedCell.tsx'
import type { HeatMapProps } from './heatMapProps.ts'
import { HeatSaveMenu } from './HeatSaveMenu.tsx'
import { HeatTable } from './HeatTable.tsx'
import { createHeldCell } from './heldCell.ts'
import { reported } from './span.ts'
import { offsetsWithin } from './localTime.ts'
import { timeTicks } from './ticks.ts'
import { useLatest } from '../useLatest.ts'
import { zoomKey } from './zoomKey.ts'
import { ZoomControls } from './ZoomControls.tsx'

/** The page that rows are turned by with Page up and Page down. */
const pageOfRows = 20

/** Rows by time, by colour: what a fleet did, at a glance. Below it the same in figures. */
export function HeatMap(props: HeatMapProps) {
  const t = useTranslations('chart')
  const timeZone = useTimeZone()
  const id = useId()
  const live = useRef<HTMLSpanElement>(null)
  const [ownCursor] = useState(createChartCursor)
  const [held] = useState(createHeldCell)
  const { label, unit, rows, columns, values, window: shown, formatTime, formatValue, onZoom, onOpen } = props
  const { max = 100, zone, resolution, controls = true, download } = props
  const cursor = props.cursor ?? ownCursor
  const grid = useMemo<HeatValues>(() => ({ rows: rows.length, columns, values }), [rows.length, columns, values])
  const whole = props.whole ?? shown
  const bounds = { whole, leastMs: Math.min(props.leastMs ?? 1000, Math.max(1, whole.to - whole.from)) }
  const name = unit === '' ? label : t('withUnit', { label, unit })
  const ticks = useMemo(() => timeTicks(shown.from, shown.to, 6, offsetsWithin(shown, timeZone)), [shown, timeZone])
  const source = useLatest(props)

  const describe = useCallback(
    (cell: HeatCell): string => {
      const { from, to } = columnSpan(cell.column, columns, shown)
      const value = valueAt(grid, cell)
      return t('heat.cell', {
        row: shortened(rows[cell.row]?.label ?? ''),
        from: formatTime(from),
        to: formatTime(to),
        value: Number.isFinite(value) ? formatValue(value) : t('gap'),
      })
    },
    [t, rows, columns, grid, shown, formatTime, formatValue],
  )
  const say = (text: string) => {
    if (live.current) live.current.textContent = text
  }
  const point = useCallback(
    (cell: HeatCell | null) => {
      held.move(cell)
      const span = cell && columnSpan(cell.column, columns, shown)
      cursor.move(span && (span.from + span.to) / 2)
    },
    [held, cursor, columns, shown],
  )

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const cell = held.read()
    const span = onZoom && zoomKey(event, shown, bounds, cursor.read() ?? undefined)
    const next = nextHeatCell(event.key, cell ?? { row: 0, column: columns - 1 }, grid, pageOfRows)
    if (span !== undefined) {
      point(null)
      onZoom?.(span === 'whole' ? null : reported(span, bounds))
    } else if (next) {
      // The first arrow enters at the newest value; only the next ones move.
      const at = cell === null && event.key.startsWith('Arrow') ? { row: 0, column: columns - 1 } : next
      point(at)
      say(describe(at))
    } else if (event.key === 'Enter' && cell && onOpen) onOpen(cell.row)
    else if (event.key === 'Escape' && cell) {
      point(null)
      say('')
      event.stopPropagation()
    } else return
    event.preventDefault()
  }

  if (rows.length === 0 || columns === 0) {
    return (
      <figure aria-label={name}>
        <p className="flex h-40 items-center justify-center rounded-md border border-dashed border-line text-sm text-ink-3">
          {t('empty')}
        </p>
      </figure>
    )
  }
  return (
    <figure aria-label={name} className="flex min-w-0 flex-col gap-1.5">
      <figcaption className="flex min-w-0 flex-col gap-1 text-xs text-ink-2">
        <HeatLegend max={max} formatValue={formatValue} />
        {resolution !== undefined && <p className="text-ink-3">{resolution}</p>}
        <HeatMarkedCell held={held} describe={describe}>
          {t('window', { from: formatTime(shown.from), to: formatTime(shown.to) })}
        </HeatMarkedCell>
      </figcaption>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- an application is interactive */}
      <div
        role="application"
        aria-label={t('plot', { label: name })}
        aria-describedby={id}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the arrow keys walk over what is drawn in it
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => point(null)}
        className="rounded-sm"
      >
        <HeatField
          grid={grid}
          rows={rows}
          max={max}
          window={shown}
          bounds={bounds}
          ticks={ticks}
          zone={zone}
          formatTick={props.formatTick ?? formatTime}
          cursor={cursor}
          held={held}
          point={point}
          onZoom={onZoom}
          onOpen={onOpen}
        />
      </div>
      <VisuallyHidden id={id}>
        {[t('heat.keys'), onOpen ? t('heat.keysOpen') : '', onZoom ? t('heat.keysZoom') : ''].filter(Boolean).join(' ')}
      </VisuallyHidden>
      <span ref={live} aria-live="polite" className="sr-only" />
      <div className="min-w-0">
        <div className="float-end flex items-center gap-1">
          {onZoom && controls && <ZoomControls window={shown} bounds={bounds} onZoom={onZoom} />}
          {download !== undefined && <HeatSaveMenu label={label} source={source} />}
        </div>
        <HeatTable grid={grid} rows={rows} label={name} formatValue={formatValue} />
      </div>
    </figure>
  )
}

/** A name can have 255 letters, and the line of words stays one line. */
function shortened(name: string): string {
  return name.length > 40 ? `${name.slice(0, 39)}…` : name
}
