import { ArrowDown, ArrowUp, Columns3, Pin } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from './Button.tsx'
import type { Column } from './column.ts'
import { ColumnMenuButton } from './ColumnMenuButton.tsx'
import { isChoice, isEmptyLayout, isShown, layoutInRoom, placeColumns } from './columnLayout.ts'
import type { ColumnLayout } from './columnLayout.ts'
import { moveColumn, pinColumn, showColumn } from './columnMoves.ts'
import { cx } from './cx.ts'
import { Popover } from './Popover.tsx'
import { useScreenRoom, type Room } from './screenRoom.ts'

interface Props<T> {
  readonly columns: readonly Column<T>[]
  readonly layout: ColumnLayout | undefined
  /** Undefined when the operator goes back to how it was. */
  readonly onLayoutChange: (layout: ColumnLayout | undefined) => void
  /** As the table's. */
  readonly room?: Room | undefined
  readonly align?: 'start' | 'end'
}

/** Which columns a table shows, in which order, and which stay in sight. */
export function ColumnMenu<T>({ columns, layout, onLayoutChange, room: givenRoom, align = 'end' }: Props<T>) {
  const t = useTranslations('ui')
  const screenRoom = useScreenRoom()
  const room = givenRoom ?? screenRoom
  const [said, setSaid] = useState('')
  const isChosen = layout !== undefined && !isEmptyLayout(layout)
  const now = isChosen ? layout : layoutInRoom(columns, room)
  const placed = placeColumns(columns, now)
  const choices = placed.columns.filter(isChoice)
  const isHidden = (column: Column<T>) => !isShown(column, now)
  // A change names all columns of today, also those that the layout did not know yet.
  const full: ColumnLayout = {
    order: choices.map(({ id }) => id),
    hidden: choices.filter(isHidden).map(({ id }) => id),
    pinned: choices.slice(0, placed.pinned).map(({ id }) => id),
  }

  const move = ({ id, header }: Column<T>, by: 1 | -1) => {
    const next = moveColumn(full, id, by)
    onLayoutChange(next)
    setSaid(t('columns.moved', { column: header, place: next.order.indexOf(id) + 1, count: choices.length }))
  }

  return (
    <Popover
      trigger={<Button icon={Columns3}>{t('columns.button')}</Button>}
      title={t('columns.title')}
      align={align}
      className="w-80"
      onOpenChange={() => setSaid('')}
    >
      {() => (
        <>
          <ul className="py-1">
            {choices.map((column, index) => {
              const hidden = isHidden(column)
              const pinned = now.pinned.includes(column.id)
              // Pinned ones are the first; a move stays on its side.
              const isFirst = index === 0 || index === placed.pinned
              const isLast = index === choices.length - 1 || index === placed.pinned - 1
              return (
                <li
                  key={column.id}
                  className={cx(
                    'flex items-center gap-0.5 ps-4 pe-2 hover:bg-hover',
                    index === placed.pinned - 1 && index < choices.length - 1 && 'border-b border-line',
                  )}
                >
                  <label className="flex min-h-8 min-w-0 grow cursor-pointer items-center gap-2 text-sm has-aria-disabled:cursor-default">
                    <input
                      type="checkbox"
                      checked={!hidden}
                      aria-disabled={column.always || undefined}
                      onChange={() => {
                        if (!column.always) onLayoutChange(showColumn(full, column.id, hidden))
                      }}
                      className="size-4 shrink-0 cursor-pointer accent-accent aria-disabled:cursor-default aria-disabled:opacity-50"
                    />
                    <span className={cx('truncate', hidden && 'text-ink-3')}>{column.header}</span>
                    {column.always && <span className="text-xs text-ink-3">{t('columns.always')}</span>}
                  </label>
                  <ColumnMenuButton
                    icon={ArrowUp}
                    label={t('columns.up', { column: column.header })}
                    isOff={isFirst}
                    onPress={() => move(column, -1)}
                  />
                  <ColumnMenuButton
                    icon={ArrowDown}
                    label={t('columns.down', { column: column.header })}
                    isOff={isLast}
                    onPress={() => move(column, 1)}
                  />
                  <ColumnMenuButton
                    icon={Pin}
                    label={t('columns.pin', { column: column.header })}
                    isOff={hidden}
                    isPressed={pinned}
                    onPress={() => onLayoutChange(pinColumn(full, column.id, !pinned))}
                  />
                </li>
              )
            })}
          </ul>
          <div className="flex items-center justify-between gap-3 border-t border-line px-4 py-2">
            <p className="text-xs text-ink-3">{t('columns.several')}</p>
            <Button size="sm" tone="quiet" onClick={() => onLayoutChange(undefined)}>
              {t('columns.reset')}
            </Button>
          </div>
          <output className="sr-only">{said}</output>
        </>
      )}
    </Popover>
  )
}
