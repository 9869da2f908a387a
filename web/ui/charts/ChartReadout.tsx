import { useTranslations } from 'use-intl'
import type { ChartCursor } from './cursor.ts'
import type { ChartFrame } from './frame.ts'
import { useCursor } from './useCursor.ts'

interface Props {
  readonly frame: ChartFrame
  readonly cursor: ChartCursor
  /** Whether the window is said while nothing is pointed at. */
  readonly named: boolean
  readonly formatTime: (time: number) => string
}

/** One line that is always there: the window, or the moment pointed at and what is marked there. */
export function ChartReadout({ frame, cursor, named, formatTime }: Props) {
  const t = useTranslations('chart')
  const at = useCursor(cursor)
  const { from, to } = frame.window
  const inside = at !== null && at >= from && at <= to
  const marked = inside ? frame.shades.filter((shade) => at >= shade.from && at <= shade.to) : []
  return (
    <p className="h-4 truncate tabular-nums">
      {inside ? (
        <>
          <span className="text-ink">{formatTime(at)}</span>
          {marked.map(({ label }) => ` · ${label}`).join('')}
        </>
      ) : (
        named && <span className="text-ink-3">{t('window', { from: formatTime(from), to: formatTime(to) })}</span>
      )}
    </p>
  )
}
