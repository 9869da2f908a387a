import { useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { shownPercent } from '@/lib/percent.ts'
import { cx } from '../cx.ts'
import { VisuallyHidden } from '../VisuallyHidden.tsx'
import { YearDayCell } from './YearDayCell.tsx'
import { nextDay, yearGrid } from './yearGrid.ts'
import type { YearDay } from './yearGrid.ts'
import { YearLegend } from './YearLegend.tsx'
import { YearTable } from './YearTable.tsx'

interface Props {
  /** What the days say. */
  readonly label: string
  /** In the order of time. */
  readonly days: readonly YearDay[]
  /** `2026-11-20`; the last day if not given. */
  readonly today?: string
  /** The first day there could be data of, as `2026-02-19`. */
  readonly since?: string
  readonly formatValue?: (value: number) => string
  /** Where the colours from the second on begin. */
  readonly bounds?: readonly number[]
}

/** Where availability is worth another look: nearly all of it is near 100. */
const availabilityBounds = [50, 90, 95, 99, 100]

/** A year of days, week by week; its own box scrolls where there is no room, and begins with today. */
export function YearCalendar({ label, days, since, bounds = availabilityBounds, ...rest }: Props) {
  const t = useTranslations('chart')
  const locale = useLocale()
  const keysId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const today = rest.today ?? days.at(-1)?.date ?? ''
  const [stop, setStop] = useState<string | null>(null)
  const [pointed, setPointed] = useState<string | null>(null)
  const grid = useMemo(() => yearGrid(days), [days])
  const names = useMemo(() => {
    const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
    const month = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
    return {
      // The 5th of January 1970 was a Monday.
      weekdays: Array.from({ length: 7 }, (_, day) => weekday.format((day + 4) * 86_400_000)),
      month: (date: string) => month.format(Date.parse(`${date}T00:00:00Z`)),
    }
  }, [locale])
  const formatValue = useMemo(() => rest.formatValue ?? percent(locale), [rest.formatValue, locale])

  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollLeft = scroller.current.scrollWidth
  }, [])

  const isBefore = (day: YearDay) => since !== undefined && day.date < since
  const describe = (day: YearDay) =>
    t(day.date === today ? 'year.today' : 'year.day', {
      date: day.date,
      label: isBefore(day) ? t('year.before') : day.label,
    })
  const shown = days.find(({ date }) => date === pointed)
  // The focus stays with its day when a new one begins the next morning.
  const stopDate = days.some(({ date }) => date === stop) ? stop : today

  return (
    <figure aria-label={label} className="flex min-w-0 flex-col gap-2">
      <p aria-hidden className="min-h-4 text-xs text-ink tabular-nums max-sm:min-h-8">
        {shown && describe(shown)}
      </p>
      <div ref={scroller} className="min-w-0 overflow-x-auto pb-1.5">
        <div className="w-max pe-1">
          <div aria-hidden className="relative ms-9 h-4 text-xs text-ink-3">
            {grid.months.map(({ week, date }) => (
              <span key={date} className="absolute whitespace-nowrap" style={{ left: week * 15 }}>
                {names.month(date)}
              </span>
            ))}
          </div>
          {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- one of its days has the focus */}
          <div
            role="grid"
            aria-label={label}
            aria-describedby={keysId}
            // Between two days the last one stays.
            onPointerMove={({ target }) => setPointed((last) => dateOf(target) ?? last)}
            onPointerLeave={() => setPointed(null)}
            onFocus={({ target }) => {
              const date = dateOf(target)
              setPointed(date)
              setStop(date)
            }}
            onBlur={() => setPointed(null)}
            onKeyDown={(event) => {
              const from = days.findIndex(({ date }) => date === dateOf(event.target))
              const next = from === -1 ? null : nextDay(event.key, from, days.length)
              if (next === null || event.ctrlKey || event.altKey || event.metaKey) return
              event.preventDefault()
              const cell = event.currentTarget.querySelector<HTMLElement>(`[data-date="${days[next]?.date ?? ''}"]`)
              cell?.focus()
              cell?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' })
            }}
          >
            {grid.weekdays.map((row, weekday) => (
              <div key={names.weekdays[weekday]} role="row" className="flex h-[15px] items-start">
                <span
                  role="rowheader"
                  className={cx(
                    'sticky start-0 z-1 h-full w-9 shrink-0 bg-surface text-[11px]/[13px] text-ink-3',
                    weekday % 2 === 1 && 'text-transparent',
                  )}
                >
                  {names.weekdays[weekday]}
                </span>
                {row.map((index, week) => {
                  const day = days[index]
                  // oxlint-disable-next-line react/no-array-index-key, jsx-a11y/control-has-associated-label -- an empty place
                  if (!day) return <span key={`week ${week}`} role="gridcell" className="w-[15px] shrink-0" />
                  return (
                    <YearDayCell
                      key={day.date}
                      date={day.date}
                      value={day.value}
                      description={describe(day)}
                      bounds={bounds}
                      before={isBefore(day)}
                      today={day.date === today}
                      isStop={day.date === stopDate}
                    />
                  )
                })}
              </div>
            ))}
          </div>
        </div>
      </div>
      <VisuallyHidden id={keysId}>{t('year.keys')}</VisuallyHidden>
      <YearLegend bounds={bounds} formatValue={formatValue} since={since !== undefined} />
      <YearTable days={days} label={label} formatValue={formatValue} />
    </figure>
  )
}

function percent(locale: string): (value: number) => string {
  return (value) => {
    const { value: shown, digits } = shownPercent(value)
    return `${shown.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })}%`
  }
}

function dateOf(target: EventTarget): string | null {
  return target instanceof Element ? (target.closest('[data-date]')?.getAttribute('data-date') ?? null) : null
}
