import type { ReactNode } from 'react'
import { useNow } from '@/kit/now.ts'
import type { Format } from '@/kit/useFormat.ts'
import { cx } from '@/ui/cx.ts'
import type { Seen } from '../../schema/silence.ts'

interface Props {
  /** By this browser's clock. */
  readonly at: number | null
  readonly seen: Seen
  /** The table's: a format for each of its rows would cost more than the row. */
  readonly f: Format
}

const tones = { now: 'text-ink', late: 'text-ink-2', silent: 'text-warn', never: 'text-ink-3' } as const

/** How long ago a client was heard of, moving. */
export function LastSeen({ at, seen, f }: Props): ReactNode {
  const now = useNow(10_000)
  if (at === null) return <span className={tones.never}>–</span>
  return (
    <time dateTime={new Date(at).toISOString()} title={f.dateTime(at)} className={cx('tabular-nums', tones[seen])}>
      {f.ago(at, now)}
    </time>
  )
}
