import { CircleArrowUp } from 'lucide-react'
import { use } from 'react'
import type { ReactNode } from 'react'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import { StaleWord } from '@/ui/staleWord.ts'
import type { Tone } from '@/ui/tone.ts'

interface Props {
  /** `up`: something newer is to be had, or will be. */
  readonly tone: Tone | 'up'
  readonly children: ReactNode
}

/** A state of versions: that there is a newer one is no trouble, and nothing is busy with it. */
export function StateMark({ tone, children }: Props) {
  const stale = use(StaleWord)
  if (tone !== 'up' || stale !== null) return <StatusBadge tone={tone === 'up' ? 'idle' : tone}>{children}</StatusBadge>
  return (
    <span className="inline-flex max-w-full items-center gap-1.5 align-top text-sm whitespace-nowrap text-accent">
      <CircleArrowUp aria-hidden className="size-3.5 shrink-0" />
      <span className="truncate">{children}</span>
    </span>
  )
}
