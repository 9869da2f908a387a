import type { ReactNode } from 'react'
import { CopyButton } from './CopyButton.tsx'
import { cx } from './cx.ts'

export interface KeyValueItem {
  readonly label: string
  readonly value: ReactNode
  readonly mono?: boolean
  /** What the copy button beside the value takes. */
  readonly copy?: string
  /** Where two items have the same label. */
  readonly key?: string
}

interface Props {
  readonly items: readonly KeyValueItem[]
  readonly columns?: 1 | 2 | 3
  readonly className?: string
}

const grids = {
  1: 'grid-cols-1',
  2: 'grid-cols-1 md:grid-cols-2',
  3: 'grid-cols-1 sm:grid-cols-2 lg:grid-cols-3',
} as const

/** The facts of one thing. */
export function KeyValue({ items, columns = 1, className }: Props) {
  return (
    <dl className={cx('grid gap-x-8 text-sm', grids[columns], className)}>
      {items.map(({ label, value, mono = false, copy, key }) => (
        <div
          key={key ?? label}
          className={cx(
            'grid min-w-0 gap-x-4 border-b border-line py-1.5 last:border-b-0',
            columns === 1 ? 'grid-cols-1 sm:grid-cols-[minmax(8rem,14rem)_1fr]' : 'grid-cols-[minmax(6rem,2fr)_3fr]',
          )}
        >
          <dt className="text-ink-3">{label}</dt>
          <dd className={cx('flex min-w-0 items-start gap-1 wrap-anywhere', mono && 'font-mono')}>
            <div className="min-w-0">{value}</div>
            {copy !== undefined && <CopyButton text={copy} className="-my-1" />}
          </dd>
        </div>
      ))}
    </dl>
  )
}
