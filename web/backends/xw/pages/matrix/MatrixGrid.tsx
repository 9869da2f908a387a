import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, MouseEvent } from 'react'
import { useTranslations } from 'use-intl'
import { useRowWindow } from '@/ui/rowWindow.ts'
import { MatrixHead } from './MatrixHead.tsx'
import { MatrixRowView } from './MatrixRowView.tsx'
import type { MatrixColumn, MatrixRow } from './matrixModel.ts'
import { useColumnWindow } from './useColumnWindow.ts'
import { useCellWords } from './useCellWords.ts'
import type { PullsByModel } from './usePullsByModel.ts'

interface Props {
  readonly rows: readonly MatrixRow[]
  readonly columns: readonly MatrixColumn[]
  /** Where each column's cell stands in a row's. */
  readonly places: readonly number[]
  readonly pulls: PullsByModel
  readonly chosen: ReadonlySet<string>
  /** Null where rows cannot be chosen. */
  readonly onChoose: ((model: string, on: boolean) => void) | null
  /** A model, or one on a server. */
  readonly onOpen: (model: string | null, server: string | null) => void
}

/** -1 is the row of heads, and the column of models. */
interface Place {
  readonly row: number
  readonly column: number
}

const rowHeight = 30
const headHeight = 56
const firstCell: Place = { row: 0, column: -1 }

/** The matrix itself: rows in sight only, heads that stay, and one stop for the keyboard that walks with the arrows. */
export function MatrixGrid({ rows, columns, places, pulls, chosen, onChoose, onOpen }: Props) {
  const t = useTranslations('matrix')
  const speak = useCellWords()
  const scroller = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState(firstCell)
  const isWalking = useRef(false)
  const active: Place = {
    row: Math.min(wanted.row, rows.length - 1),
    column: Math.min(wanted.column, columns.length - 1),
  }
  const sight = useRowWindow(scroller, { enabled: true, count: rows.length, rowHeight, headerHeight: headHeight })
  const across = useColumnWindow(scroller, columns.length)
  const width = `calc(var(--matrix-first) + ${columns.length} * var(--matrix-cell))`
  const template = `var(--matrix-first) repeat(${columns.length}, minmax(var(--matrix-cell), 1fr))`

  // The row may only have been drawn now: the focus follows once its cell is there.
  useEffect(() => {
    if (!isWalking.current) return
    const cell = scroller.current?.querySelector<HTMLElement>(
      `[data-row="${active.row}"][data-column="${active.column}"]`,
    )
    if (!cell) return
    isWalking.current = false
    cell.focus({ preventScroll: true })
  })

  function walk(to: Place): void {
    const row = Math.max(-1, Math.min(rows.length - 1, to.row))
    const column = Math.max(-1, Math.min(columns.length - 1, to.column))
    if (row >= 0) sight.bringIntoView(row)
    bringColumn(column)
    isWalking.current = true
    setWanted({ row, column })
  }

  /** Its cells may not be drawn yet: the heads all are, and tell where it is. */
  function bringColumn(column: number): void {
    const box = scroller.current
    const [corner, ...heads] = box?.querySelectorAll<HTMLElement>('[role="columnheader"]') ?? []
    const head = heads[column]
    if (!box || !corner || !head) return
    const start = head.offsetLeft - corner.offsetWidth
    const end = head.offsetLeft + head.offsetWidth - box.clientWidth
    const left = Math.min(Math.max(box.scrollLeft, end), start)
    if (left !== box.scrollLeft) box.scrollTo?.({ left })
  }

  function open({ row, column }: Place): void {
    onOpen(rows[row]?.id ?? null, columns[column]?.at.id ?? null)
  }

  function choose(row: number): void {
    const model = rows[row]?.id
    if (model !== undefined) onChoose?.(model, !chosen.has(model))
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / rowHeight) - 2)
    const { row, column } = active
    const ends = event.ctrlKey || event.metaKey
    const steps: Readonly<Record<string, Place>> = {
      ArrowDown: { row: row + 1, column },
      ArrowUp: { row: row - 1, column },
      ArrowRight: { row, column: column + 1 },
      ArrowLeft: { row, column: column - 1 },
      PageDown: { row: row + page, column },
      PageUp: { row: Math.max(0, row - page), column },
      Home: ends ? { row: 0, column: -1 } : { row, column: -1 },
      End: ends ? { row: rows.length - 1, column: columns.length - 1 } : { row, column: columns.length - 1 },
    }
    const step = steps[event.key]
    if (step) walk(step)
    else if (event.key === 'Enter') open(active)
    else if (event.key === ' ' && onChoose !== null) choose(row)
    else return
    event.preventDefault()
  }

  function onClick(event: MouseEvent<HTMLDivElement>): void {
    const target = event.target instanceof Element ? event.target : null
    const cell = target?.closest<HTMLElement>('[data-row]')
    if (!cell) return
    const place = { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) }
    setWanted(place)
    if (target?.closest('[data-choose]')) choose(place.row)
    else open(place)
  }

  const shown = rows.slice(sight.first, sight.end)
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={t('caption')}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable={onChoose !== null}
      // Its one stop is the cell that the keyboard is at.
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onClick={onClick}
      className="relative isolate max-h-[max(20rem,calc(100dvh-16rem))] min-w-0 overflow-auto text-sm [overflow-anchor:none] [--matrix-cell:6rem] [--matrix-first:9.5rem] sm:[--matrix-cell:7rem] sm:[--matrix-first:17rem]"
    >
      <MatrixHead
        columns={columns}
        height={headHeight}
        width={width}
        template={template}
        active={active.row === -1 ? active.column : null}
      />
      <div role="presentation" className="relative" style={{ height: rows.length * rowHeight, minWidth: width }}>
        {shown.map((row, offset) => {
          const index = sight.first + offset
          return (
            <MatrixRowView
              key={row.id}
              row={row}
              index={index}
              columns={columns}
              firstColumn={across.first}
              endColumn={across.end}
              places={places}
              pulls={pulls.get(row.id)}
              active={active.row === index ? active.column : null}
              isChosen={onChoose === null ? null : chosen.has(row.id)}
              top={index * rowHeight}
              height={rowHeight}
              template={template}
              speak={speak}
            />
          )
        })}
      </div>
    </div>
  )
}
