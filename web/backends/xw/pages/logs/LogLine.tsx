import { Bookmark } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { AnsiSpan } from '@/lib/ansi.ts'
import { drawRow, ownLine, wordsOf } from '@/lib/terminalRow.ts'
import { cx } from '@/ui/cx.ts'
import type { LogRow } from '../../schema/logRow.ts'
import { ansiLook } from './ansiLook.ts'
import { SeamLine } from './SeamLine.tsx'

interface Props {
  readonly row: LogRow
  readonly time: string | null
  readonly isWrapped: boolean
  readonly isCurrent: boolean
  readonly isChosen: boolean
  readonly isMarked: boolean
  /** Words to show where they stand, in small letters. */
  readonly find: string | null
  readonly onMore: (row: LogRow) => void
}

/** Of one line no more is drawn: who wants the rest reads it in pieces. */
const DRAWN = 4_000

const levelLook = {
  error: 'text-bad',
  warn: 'text-warn',
  info: 'text-ink-3',
  debug: 'text-ink-3',
  other: 'text-ink-3',
} as const

/** One line of a log, at its place. */
export const LogLine = memo(function LogLine(props: Props) {
  const t = useTranslations('logs')
  const { row, time, isWrapped, isCurrent, isChosen, isMarked, find, onMore } = props
  if (row.seam) return <SeamLine pos={row.pos} seam={row.seam} />
  const spans = spansOf(row)
  const letter = row.level === 'other' ? '' : t(`levelLetter.${row.level}`)
  return (
    <div
      data-pos={row.pos}
      data-row={row.row}
      data-level={row.level}
      aria-current={isCurrent || undefined}
      className={cx(
        'flex min-h-5 min-w-full gap-2 px-2 leading-5',
        isWrapped ? '' : 'h-5 w-max',
        row.level === 'error' && 'bg-bad-soft',
        row.level === 'warn' && 'bg-warn-soft',
        row.isHit && 'bg-accent-soft',
        isChosen && 'bg-hover',
        isCurrent && 'outline-1 -outline-offset-1 outline-accent',
      )}
    >
      <span className={cx('w-3 shrink-0 text-center font-semibold select-none', levelLook[row.level])}>
        {isMarked ? <Bookmark role="img" aria-label={t('marks.here')} className="inline size-3 text-accent" /> : letter}
      </span>
      {time !== null && <span className="shrink-0 text-ink-3 tabular-nums select-none">{time}</span>}
      <bdi className={cx('min-w-0', isWrapped ? 'wrap-anywhere whitespace-pre-wrap' : 'whitespace-pre')}>
        {row.cutFrom !== null && (
          <button
            type="button"
            tabIndex={-1}
            onClick={() => onMore(row)}
            className="me-2 rounded-sm bg-hover px-1 font-sans text-accent underline underline-offset-2"
          >
            {t('more.show', { kib: Math.ceil(row.cutFrom / 1024) })}
          </button>
        )}
        {drawn(spans, find)}
      </bdi>
    </div>
  )
})

/** A line as a terminal would show it, and what another has drawn over it. */
function spansOf(row: LogRow): readonly AnsiSpan[] {
  const { drawnOver, text } = row
  if (drawnOver) {
    const over = drawRow(drawnOver.text).lines.get(drawnOver.line)
    if (over && wordsOf(over).trim() !== '') return over
  }
  return ownLine(drawRow(text))
}

function drawn(spans: readonly AnsiSpan[], find: string | null): ReactNode[] {
  const parts: ReactNode[] = []
  let left = DRAWN
  for (const [index, { text, style }] of spans.entries()) {
    if (left <= 0) break
    const { className, style: colours } = ansiLook(style)
    const shown = text.slice(0, left)
    left -= text.length
    const content = find === null ? shown : found(shown, find)
    parts.push(
      className === '' && colours === undefined ? (
        // oxlint-disable-next-line react/no-array-index-key -- spans have no identity but their place
        <span key={index}>{content}</span>
      ) : (
        // oxlint-disable-next-line react/no-array-index-key -- spans have no identity but their place
        <span key={index} className={className} style={colours}>
          {content}
        </span>
      ),
    )
  }
  return parts
}

function found(text: string, find: string): ReactNode {
  const small = text.toLowerCase()
  // Letters that change their length with their case would shift what is marked.
  if (small.length !== text.length || !small.includes(find)) return text
  const parts: ReactNode[] = []
  let from = 0
  for (let at = small.indexOf(find); at !== -1; at = small.indexOf(find, from)) {
    parts.push(
      text.slice(from, at),
      <mark key={at} className="rounded-sm bg-accent text-accent-ink">
        {text.slice(at, at + find.length)}
      </mark>,
    )
    from = at + find.length
  }
  parts.push(text.slice(from))
  return parts
}
