import { CircleX, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '@/ui/cx.ts'

const looks = {
  bad: { icon: CircleX, colour: 'text-bad' },
  warn: { icon: TriangleAlert, colour: 'text-warn' },
  info: { icon: Info, colour: 'text-ink-3' },
} as const

interface Props {
  readonly tone: keyof typeof looks
  readonly children: ReactNode
}

/** Something to know about what was chosen. */
export function FormNote({ tone, children }: Props) {
  const { icon: Icon, colour } = looks[tone]
  return (
    <p className="flex items-start gap-2 text-sm text-ink-2">
      <Icon aria-hidden className={cx('mt-0.5 size-4 shrink-0', colour)} />
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </p>
  )
}
