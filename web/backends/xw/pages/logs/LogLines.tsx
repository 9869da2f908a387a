import { useImperativeHandle, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent, MouseEvent, Ref } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { drawRow, ownLine, wordsOf } from '@/lib/terminalRow.ts'
import { Button } from '@/ui/Button.tsx'
import { cx } from '@/ui/cx.ts'
import { ArrowDown } from 'lucide-react'
import type { Log } from '../../queriesLogs.ts'
import type { LogRow, LogState } from '../../schema/logRow.ts'
import { LogLine } from './LogLine.tsx'
import { markKey, useMarksOf } from './logMarks.ts'
import type { LogPlace } from './logPlace.ts'
import { LongLineDialog } from './LongLineDialog.tsx'
import { useLogRows } from './useLogRows.ts'
import { useLogScroll } from './useLogScroll.ts'
import { type TimeForm, useLogTime } from './useLogTime.ts'

/** What a pane can have its lines do. */
export interface LogLinesHandle {
  readonly go: (place: LogPlace) => void
  /** Makes a line the current one and brings it into sight. */
  readonly choose: (line: { readonly pos: number; readonly row: number }) => void
  /** From where to look for the next error or hit. */
  readonly fromRow: (direction: 1 | -1) => number
  /** Places of the lines chosen, `to` not included; null where none is. */
  readonly chosen: () => { readonly from: number; readonly to: number } | null
  readonly currentRow: () => LogRow | null
  readonly isAtEnd: () => boolean
  readonly focus: () => void
}

interface Props {
  readonly ref: Ref<LogLinesHandle>
  readonly log: Log
  readonly state: LogState | null
  /** `server/alias` */
  readonly id: string
  readonly label: string
  readonly isWrapped: boolean
  readonly times: TimeForm
  readonly startsAtEnd: boolean
  readonly find: string | null
  readonly empty: string
  /** Told again with the time of the line at the top, once that is known. */
  readonly onMove: (place: LogPlace, at: number | null) => void
  readonly onKey: (event: KeyboardEvent) => void
  readonly onFocus: () => void
}

interface Current {
  readonly filterNumber: number
  readonly pos: number
  readonly row: number
  /** The other end of what is chosen. */
  readonly anchor: number
}

/** Lines drawn beyond what is in sight, so that a small move finds them there. */
const BEYOND = 15

/** The lines of one log: only those in sight are in the document, and they stand still while others come. */
export function LogLines(props: Props) {
  const { ref, log, state, id, label, isWrapped, times, startsAtEnd, find, empty, onMove, onKey, onFocus } = props
  const t = useTranslations('logs')
  const format = useFormat()
  const timeOf = useLogTime(times)
  const marks = useMarksOf(id)
  const marked = useMemo(() => new Set(marks.map(({ key }) => key)), [marks])
  const [choice, setCurrent] = useState<Current | null>(null)
  const newestMove = useRef<LogPlace | null>(null)
  const [long, setLong] = useState<LogRow | null>(null)
  const [left, setLeft] = useState<{ readonly filterNumber: number; readonly end: number } | null>(null)
  const { first = 0, end = 0, filterNumber = 0 } = state ?? {}
  const current = choice?.filterNumber === filterNumber ? choice : null

  const { scroller, lines, place, visible, viewport, height, onScroll, ...scroll } = useLogScroll({
    first,
    end,
    isWrapped,
    startsAtEnd,
    onMove: (next) => {
      noteLeft(next)
      onMove(next, null)
      if (next.kind === 'from') void tellTime(next)
    },
  })
  const span = Math.ceil(visible) + 1
  const from = place.kind === 'end' ? Math.max(first, end - span) : Math.floor(place.top)
  const { list, filterNumber: listNumber } = useLogRows(log, state, Math.max(0, from - BEYOND), span + 2 * BEYOND)
  const shown = useMemo(() => {
    if (listNumber !== filterNumber) return []
    // At the end what was last answered stands until the next answer: never a gap where a line was.
    return place.kind === 'end' ? list.slice(-span) : list.filter(({ pos }) => pos >= from && pos < from + span)
  }, [list, listNumber, filterNumber, place.kind, from, span])

  // What came before there was anything to read did not come since.
  if (left && state?.isCatchingUp && state.seams === 0 && left.end !== end) setLeft({ filterNumber, end })

  function noteLeft(next: LogPlace): void {
    if (next.kind === 'end') setLeft(null)
    else setLeft((before) => (before?.filterNumber === filterNumber ? before : { filterNumber, end }))
  }

  /** Says when the line at the top was written, once the engine has said so: it may not have been drawn yet. */
  async function tellTime(next: Extract<LogPlace, { kind: 'from' }>): Promise<void> {
    newestMove.current = next
    try {
      const { rows } = await log.ask('rows', { from: Math.floor(next.top), count: 3 })
      const at = rows.find((row) => !row.seam)?.at
      if (newestMove.current === next && at !== undefined) onMove(next, at)
    } catch {
      // A log that has been closed answers no more.
    }
  }

  const go = (next: LogPlace) => {
    noteLeft(next)
    scroll.go(next)
  }

  const choose = (pos: number, row: number, isExtending = false, at: 'nearest' | 'middle' = 'nearest') => {
    setCurrent({ filterNumber, pos, row, anchor: isExtending ? (current?.anchor ?? pos) : pos })
    scroll.reveal(pos, at)
  }

  useImperativeHandle(ref, () => ({
    go,
    choose: ({ pos, row }) => choose(pos, row, false, 'middle'),
    fromRow: (direction) => current?.row ?? (direction === 1 ? (shown[0]?.row ?? 0) - 1 : (shown.at(-1)?.row ?? 0) + 1),
    chosen: () =>
      current && { from: Math.min(current.pos, current.anchor), to: Math.max(current.pos, current.anchor) + 1 },
    currentRow: () => list.find(({ pos }) => pos === current?.pos) ?? null,
    isAtEnd: () => place.kind === 'end',
    focus: () => scroller.current?.focus(),
  }))

  const step = (by: number, isExtending: boolean) => {
    const start = current?.pos ?? (by > 0 ? Math.ceil(scroll.topNow()) - 1 : Math.floor(scroll.topNow() + visible))
    const pos = Math.min(Math.max(start + by, first), end - 1)
    if (pos < first) return
    choose(pos, list.find((row) => row.pos === pos)?.row ?? current?.row ?? 0, isExtending)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey || (event.ctrlKey && event.key !== 'Home' && event.key !== 'End')) return
    const page = Math.max(1, Math.floor(visible) - 1)
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
    }
    const by = steps[event.key]
    if (by !== undefined) step(by, event.shiftKey)
    else if (event.key === 'Home') step(-Number.MAX_SAFE_INTEGER, event.shiftKey)
    else if (event.key === 'End') {
      setCurrent(null)
      go({ kind: 'end' })
      onMove({ kind: 'end' }, null)
    } else {
      onKey(event)
      return
    }
    event.preventDefault()
  }

  const onClick = (event: MouseEvent<HTMLElement>) => {
    // Words that are being selected are no line that is being chosen.
    if (!(event.target instanceof Element) || getSelection()?.isCollapsed === false) return
    const line = event.target.closest<HTMLElement>('[data-row]')
    if (!line || event.target.closest('button')) return
    choose(Number(line.dataset['pos']), Number(line.dataset['row']), event.shiftKey)
  }

  const came = left?.filterNumber === filterNumber ? Math.max(0, end - left.end) : 0
  const currentRow = current && list.find(({ pos }) => pos === current.pos)
  return (
    <div className="relative min-h-0 min-w-0 flex-1">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- one walks through a log line by line */}
      <div
        ref={scroller}
        role="log"
        aria-label={label}
        // Every line read out would be a flood; who wants them walks through them.
        aria-live="off"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must do so with the keyboard too
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={onFocus}
        className="h-full overflow-auto bg-bg font-mono text-xs [overflow-anchor:none] focus-visible:-outline-offset-2"
      >
        <div className={isWrapped ? 'w-full' : 'w-max min-w-full'} style={{ height }}>
          <div className="sticky top-0 overflow-y-clip" style={{ height: viewport }}>
            <div
              ref={lines}
              className={cx(
                'flex min-w-full flex-col',
                place.kind === 'end' && end - first >= visible && 'absolute bottom-0',
              )}
            >
              {shown.map((row) => (
                <LogLine
                  // A line that leaves gives its elements to one that comes: to make new ones takes longer.
                  key={row.pos % span}
                  row={row}
                  time={timeOf(row.at)}
                  isWrapped={isWrapped}
                  isCurrent={row.pos === current?.pos}
                  isChosen={current !== null && isBetween(row.pos, current.pos, current.anchor)}
                  isMarked={marked.size > 0 && marked.has(markKey(row))}
                  find={find}
                  onMore={setLong}
                />
              ))}
            </div>
          </div>
        </div>
      </div>
      {end === first && (
        <p className="pointer-events-none absolute inset-x-0 top-0 px-3 py-2 text-sm text-ink-3">{empty}</p>
      )}
      <output className="sr-only">
        {currentRow
          ? t('currentLine', {
              time: format.time(currentRow.at),
              level: t(`level.${currentRow.level}`),
              words: wordsOf(ownLine(drawRow(currentRow.text))).slice(0, 300),
            })
          : ''}
      </output>
      {place.kind === 'from' && (
        <Button
          size="sm"
          icon={ArrowDown}
          className="absolute end-4 bottom-4 shadow-(--shadow-popup)"
          onClick={() => {
            setCurrent(null)
            go({ kind: 'end' })
            onMove({ kind: 'end' }, null)
            scroller.current?.focus()
          }}
        >
          {came > 0 ? t('came', { count: came }) : t('toEnd')}
        </Button>
      )}
      {long && <LongLineDialog key={long.row} log={log} row={long} onClose={() => setLong(null)} />}
    </div>
  )
}

function isBetween(pos: number, a: number, b: number): boolean {
  return a !== b && pos >= Math.min(a, b) && pos <= Math.max(a, b)
}
