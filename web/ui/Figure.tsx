import { cloneElement, use } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { cx } from './cx.ts'
import { StaleWord } from './staleWord.ts'
import type { Tone } from './tone.ts'

interface Props {
  readonly label: string
  readonly value: ReactNode
  readonly unit?: string
  /** What the number is out of, or since when. */
  readonly hint?: ReactNode
  readonly tone?: Tone
  /** A router's `Link` without children, to the rows that the number counts. */
  readonly render?: ReactElement<{ className?: string; children?: ReactNode }>
  readonly className?: string
}

const tones = { good: 'text-ink', warn: 'text-warn', bad: 'text-bad', busy: 'text-busy', idle: 'text-ink-3' } as const

/** One number that is read from afar. */
export function Figure({ label, value, unit, hint, tone = 'good', render, className }: Props) {
  const isStale = use(StaleWord) !== null
  const content = (
    <>
      <span className="block truncate text-sm text-ink-2 group-hover/figure:text-accent">{label}</span>
      <span
        className={cx('block text-xl leading-tight font-semibold tabular-nums', isStale ? 'text-ink-3' : tones[tone])}
      >
        {value}
        {unit !== undefined && <span className="ms-1 text-sm font-normal text-ink-3">{unit}</span>}
      </span>
      {hint !== undefined && <span className="block truncate text-xs text-ink-3">{hint}</span>}
    </>
  )
  const look = cx('group/figure flex min-w-0 flex-col gap-1 rounded-md p-3', className)
  if (render === undefined) return <div className={look}>{content}</div>
  return cloneElement(render, {
    className: cx(look, 'hover:bg-hover focus-visible:-outline-offset-2', render.props.className),
    children: content,
  })
}
