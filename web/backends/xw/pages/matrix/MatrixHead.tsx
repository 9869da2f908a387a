import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { cx } from '@/ui/cx.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import type { MatrixColumn } from './matrixModel.ts'

interface Props {
  readonly columns: readonly MatrixColumn[]
  readonly height: number
  /** Of the row at the least, as CSS. */
  readonly width: string
  readonly template: string
  /** The column that the keyboard is at, -1 for the corner; null where it is in a row. */
  readonly active: number | null
}

/** The servers, with how much each has, or that it does not answer. Stays in sight. */
export function MatrixHead({ columns, height, width, template, active }: Props) {
  const t = useTranslations('matrix')
  const f = useFormat()
  return (
    <div
      role="row"
      aria-rowindex={1}
      style={{ height, minWidth: width, gridTemplateColumns: template }}
      className="sticky top-0 z-2 grid w-full border-b border-line bg-surface text-xs"
    >
      <div
        role="columnheader"
        data-row={-1}
        data-column={-1}
        tabIndex={active === -1 ? 0 : -1}
        className="sticky start-0 z-1 flex items-end border-e border-line bg-surface px-3 pb-1.5 text-ink-3 focus-visible:-outline-offset-2"
      >
        {t('model')}
      </div>
      {columns.map(({ at, state, count, bytes }, column) => (
        <div
          key={at.id}
          role="columnheader"
          data-row={-1}
          data-column={column}
          tabIndex={active === column ? 0 : -1}
          title={t(`columnState.${state}`)}
          className="flex min-w-0 cursor-pointer flex-col justify-end gap-0.5 border-e border-line px-2 pb-1.5 hover:bg-hover focus-visible:-outline-offset-2"
        >
          <span className="truncate font-medium text-ink">
            <ServerText text={at.label} max={40} />
          </span>
          {state === 'there' ? (
            <span className="truncate text-ink-3 tabular-nums">
              {t('total', { count, size: f.bytes(count > 0 && bytes === 0 ? null : bytes) })}
            </span>
          ) : (
            <span className={cx('flex min-w-0 items-center gap-1', isTrouble(state) ? 'text-warn' : 'text-ink-3')}>
              {isTrouble(state) && <TriangleAlert aria-hidden className="size-3 shrink-0" />}
              <span className="truncate">{t(`columnShort.${state}`)}</span>
            </span>
          )}
        </div>
      ))}
    </div>
  )
}

function isTrouble(state: MatrixColumn['state']): boolean {
  return state === 'aged' || state === 'silent'
}
