import { memo } from 'react'
import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import { cx } from '@/ui/cx.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { goesOn, type ShownPull } from '../../pulls/pullList.ts'
import { MatrixCell } from './MatrixCell.tsx'
import type { MatrixColumn, MatrixRow } from './matrixModel.ts'
import type { CellSpeaker } from './useCellWords.ts'

interface Props {
  readonly row: MatrixRow
  /** From 0, in the order shown. */
  readonly index: number
  readonly columns: readonly MatrixColumn[]
  /** The columns in sight, and one after the last. */
  readonly firstColumn: number
  readonly endColumn: number
  /** Where each column's cell stands in the row's. */
  readonly places: readonly number[]
  readonly pulls: ReadonlyMap<string, ShownPull> | undefined
  /** The cell that the keyboard is at, -1 for the row's head; null where it is in no cell of this row. */
  readonly active: number | null
  /** Null where rows cannot be chosen. */
  readonly isChosen: boolean | null
  readonly top: number
  readonly height: number
  readonly template: string
  readonly speak: CellSpeaker
}

/** One model. What is done with it is decided by the grid: one listener for all rows. */
export const MatrixRowView = memo(function MatrixRowView(props: Props) {
  const { row, index, columns, firstColumn, endColumn, places, pulls, active, isChosen, top, height, template, speak } =
    props
  const t = useTranslations('matrix')
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChosen ?? undefined}
      style={{ top, height, gridTemplateColumns: template }}
      className={cx(
        'absolute start-0 grid w-full border-b border-line hover:bg-hover',
        isChosen ? 'bg-accent-soft' : 'bg-surface',
      )}
    >
      <div
        role="rowheader"
        data-row={index}
        data-column={-1}
        aria-colindex={1}
        tabIndex={active === -1 ? 0 : -1}
        className="sticky start-0 z-1 flex min-w-0 cursor-pointer items-center gap-2 border-e border-line bg-inherit ps-3 pe-2 focus-visible:-outline-offset-2"
      >
        {isChosen !== null && (
          <input
            type="checkbox"
            data-choose
            aria-label={t('choose', { model: inSentence(row.id, 60) })}
            checked={isChosen}
            onChange={doneByGrid}
            tabIndex={-1}
            className="size-4 shrink-0 cursor-pointer accent-accent"
          />
        )}
        <span className="truncate font-mono text-xs" title={inSentence(row.id, 200)}>
          <ServerText text={row.id} max={80} />
        </span>
      </div>
      {columns.slice(firstColumn, endColumn).map(({ at, state }, offset) => {
        const column = firstColumn + offset
        const cell = row.cells[places[column] ?? -1] ?? { kind: 'unknown' }
        const pull = pulls?.get(at.id)
        const { look, short, full } = speak(row.id, at.label, cell, pull)
        // A pull of this console's own is of now, whatever the server says.
        const isPast = (state === 'aged' || state === 'kept') && (pull === undefined || !goesOn(pull))
        const said = isPast ? `${full} · ${t(`columnShort.${state}`)}` : full
        return (
          <div
            key={at.id}
            role="gridcell"
            aria-label={said}
            title={said}
            aria-colindex={column + 2}
            data-row={index}
            data-column={column}
            style={{ gridColumn: column + 2 }}
            tabIndex={active === column ? 0 : -1}
            className="flex min-w-0 cursor-pointer items-center border-e border-line px-2 focus-visible:-outline-offset-2"
          >
            <MatrixCell look={look} short={short} isPast={isPast} />
          </div>
        )
      })}
    </div>
  )
})

function doneByGrid(): void {}
