import { CircleCheck, CircleDashed, CircleX, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import type { Tone } from './tone.ts'

interface Props {
  readonly tone: Exclude<Tone, 'busy'>
  readonly children: ReactNode
  readonly small?: boolean
}

const looks = {
  good: { icon: CircleCheck, colour: 'text-good' },
  warn: { icon: TriangleAlert, colour: 'text-warn' },
  bad: { icon: CircleX, colour: 'text-bad' },
  idle: { icon: CircleDashed, colour: 'text-idle' },
} as const

/** As a `StatusBadge`, for a sentence: it wraps where that cuts. */
export function StatusLine({ tone, children, small = false }: Props) {
  const { icon: Icon, colour } = looks[tone]
  return (
    <span className={cx('inline-flex max-w-full items-start gap-1.5', small ? 'text-xs' : 'text-sm', colour)}>
      <Icon aria-hidden className={cx('mt-0.5 shrink-0', small ? 'size-3' : 'size-3.5')} />
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </span>
  )
}
