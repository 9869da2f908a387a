import { memo, useEffect, useState } from 'react'
import type { CellLook } from './cellLook.ts'
import type { Column } from './column.ts'
import { cx } from './cx.ts'
import { DataTableBox } from './DataTableBox.tsx'
import type { FillQueue } from './fillQueue.ts'

interface Props<T> {
  readonly row: T
  /** Its place in the order shown. */
  readonly index: number
  readonly columns: readonly Column<T>[]
  /** One for each of the columns. */
  readonly looks: readonly CellLook[]
  readonly height: number
  /** In a table of fixed layout: nothing makes the row higher. */
  readonly fixed: boolean
  readonly opens: boolean
  /** Some of its cells lie above others. */
  readonly layered: boolean
  readonly current: boolean
  /** Undefined where the row itself takes no focus. */
  readonly tabIndex: 0 | -1 | undefined
  /** Undefined where rows cannot be chosen. */
  readonly selected: boolean | undefined
  /** What the row is called, and whether Tab comes to its box. */
  readonly name: string | undefined
  readonly isStop: boolean
  /** It starts with its first cell only, and is filled when its turn comes. What it is later is of no account. */
  readonly isLate: boolean
  readonly fills: FillQueue
}

function Row<T>(props: Props<T>) {
  const { row, index, columns, looks, height, fixed, opens, layered, current } = props
  const { tabIndex, selected = false, name, isStop, isLate, fills } = props
  const [isFilled, setFilled] = useState(!isLate)

  useEffect(() => (isFilled ? undefined : fills.add(() => setFilled(true))), [isFilled, fills])

  return (
    <tr
      data-index={index}
      aria-rowindex={fixed ? index + 2 : undefined}
      aria-current={current || undefined}
      tabIndex={tabIndex}
      style={{ height }}
      className={cx(
        'focus-visible:-outline-offset-2',
        opens && 'cursor-pointer hover:bg-hover',
        current || selected ? 'bg-accent-soft' : layered && 'bg-surface',
      )}
    >
      {name !== undefined && <DataTableBox name={name} selected={selected} isStop={isStop} />}
      {columns.map((column, place) => (
        <td key={column.id} {...looks[place]}>
          {(isFilled || place === 0) && column.cell(row)}
        </td>
      ))}
    </tr>
  )
}

/** Drawn again only when something of its own has changed: while scrolling, most rows are the same. */
export const DataTableRow = memo(Row, isSame) as typeof Row

function isSame<T>(before: Props<T>, after: Props<T>): boolean {
  const keys = Object.keys(after) as (keyof Props<T>)[]
  return keys.every((key) => key === 'isLate' || before[key] === after[key])
}
