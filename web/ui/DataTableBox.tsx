import { useTranslations } from 'use-intl'
import { cx } from './cx.ts'

interface Props {
  /** What the row is called. */
  readonly name: string
  readonly selected: boolean
  readonly isStop: boolean
}

/** The cell with the box that chooses a row. What it does is decided by the table: one listener for all of them. */
export function DataTableBox({ name, selected, isStop }: Props) {
  const t = useTranslations('ui')
  return (
    <td
      data-select
      className={cx(
        'sticky start-0 z-1 cursor-default border-b border-line bg-inherit py-0 ps-4 pe-1 align-middle select-none',
        selected && 'shadow-[inset_3px_0_0_var(--accent)]',
      )}
    >
      <input
        type="checkbox"
        aria-label={t('table.select', { row: name })}
        checked={selected}
        onChange={doneByTable}
        tabIndex={isStop ? 0 : -1}
        className="block size-4 cursor-pointer accent-accent"
      />
    </td>
  )
}

function doneByTable(): void {}
