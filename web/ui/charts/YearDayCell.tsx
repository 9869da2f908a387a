import { memo } from 'react'
import { cx } from '../cx.ts'
import { SCALE_COLOURS, stepAbove } from './colourStep.ts'
import { hatchPath } from './hatch.ts'

interface Props {
  readonly date: string
  readonly value: number | null
  readonly description: string
  readonly bounds: readonly number[]
  /** Before there could be any data. */
  readonly before: boolean
  readonly today: boolean
  readonly isStop: boolean
}

const hatch = hatchPath(0, 0, 13, 13, 5)

export const YearDayCell = memo(function YearDayCell({ date, value, description, bounds, ...is }: Props) {
  return (
    <span
      role="gridcell"
      data-date={date}
      aria-label={description}
      {...(is.today && { 'aria-current': 'date' })}
      tabIndex={is.isStop ? 0 : -1}
      className={cx(
        'me-0.5 size-[13px] shrink-0 rounded-sm forced-color-adjust-none focus-visible:z-1 focus-visible:outline-offset-1',
        is.today && 'outline outline-ink',
        is.before && 'flex items-center justify-center',
        value === null && !is.before && 'border border-line',
      )}
      style={value === null || is.before ? undefined : { background: colourOf(value, bounds) }}
    >
      {is.before ? (
        <span className="size-0.5 rounded-full bg-line-strong" />
      ) : (
        value === null && (
          <svg aria-hidden viewBox="0 0 13 13" className="block size-full">
            <path d={hatch} stroke="var(--line-strong)" fill="none" />
          </svg>
        )
      )}
    </span>
  )
})

function colourOf(value: number, bounds: readonly number[]): string {
  // With fewer bounds than colours it is the darkest that are used: the most is always the last one.
  const first = SCALE_COLOURS.length - 1 - bounds.length
  return `var(--${SCALE_COLOURS[Math.max(0, first) + stepAbove(value, bounds)] ?? 'scale-6'})`
}
