import { CircleCheck, CircleDashed, CircleX, LoaderCircle, TriangleAlert } from 'lucide-react'
import { use } from 'react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import { StaleWord } from './staleWord.ts'
import type { Tone } from './tone.ts'

interface Props {
  readonly tone: Tone
  readonly children: ReactNode
  readonly className?: string
}

/**
 * Each tone has its own shape: the colour alone says nothing to one man in twelve. What is only last known keeps the
 * shape, which may be all that says its state, and loses the colour.
 */
const looks = {
  good: { icon: CircleCheck, colour: 'text-good' },
  warn: { icon: TriangleAlert, colour: 'text-warn' },
  bad: { icon: CircleX, colour: 'text-bad' },
  busy: { icon: LoaderCircle, colour: 'text-busy' },
  idle: { icon: CircleDashed, colour: 'text-idle' },
} as const

export function StatusBadge({ tone, children, className }: Props) {
  const stale = use(StaleWord)
  const { icon: Icon, colour } = looks[tone]
  return (
    <span
      className={cx(
        'inline-flex max-w-full items-center gap-1.5 align-top text-sm whitespace-nowrap',
        stale === null ? colour : looks.idle.colour,
        className,
      )}
    >
      <Icon aria-hidden className={cx('size-3.5 shrink-0', tone === 'busy' && stale === null && 'animate-spin')} />
      {/* The word of the past makes it half as long again: on a phone it may take a second line. */}
      <span className={cx('truncate', stale !== null && 'break-keep max-sm:whitespace-normal')}>
        {children}
        {stale !== null && ` · ${stale}`}
      </span>
    </span>
  )
}
