import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import type { Tone } from './tone.ts'

interface Props {
  readonly children: ReactNode
  readonly tone?: Tone | 'neutral' | 'accent'
  readonly mono?: boolean
  readonly className?: string
}

const tones = {
  neutral: 'border-line bg-bg text-ink-2',
  accent: 'border-transparent bg-accent-soft text-accent',
  good: 'border-transparent bg-good-soft text-good',
  warn: 'border-transparent bg-warn-soft text-warn',
  bad: 'border-transparent bg-bad-soft text-bad',
  busy: 'border-transparent bg-busy-soft text-busy',
  idle: 'border-transparent bg-idle-soft text-idle',
} as const

export function Badge({ children, tone = 'neutral', mono = false, className }: Props) {
  return (
    <span
      className={cx(
        'inline-flex h-5 max-w-full items-center align-middle rounded-sm border px-1.5 text-xs whitespace-nowrap',
        tones[tone],
        mono && 'font-mono',
        className,
      )}
    >
      <span className="truncate">{children}</span>
    </span>
  )
}
