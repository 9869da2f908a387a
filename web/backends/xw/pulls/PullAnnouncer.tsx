import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { usePullNames } from './pullNames.ts'
import { pulls } from './pullStore.ts'
import type { PullPhaseKind } from './pullState.ts'

const ANNOUNCED = [
  'downloading',
  'verifying',
  'stalled',
  'retrying',
  'waiting-for-lock',
  'held-elsewhere',
  'cancelled',
] as const
type Announced = (typeof ANNOUNCED)[number]

/** What is worth saying: a pull verifies after each of its files, and goes back to downloading just as often. */
export function announcedPhase(before: PullPhaseKind | undefined, after: PullPhaseKind): Announced | null {
  if (before === undefined || before === after) return null
  if (after === 'downloading' && before !== 'starting') return null
  if (after === 'verifying' && before !== 'downloading') return null
  return ANNOUNCED.find((phase) => phase === after) ?? null
}

/** Says phase changes to those who do not see the page. How pulls end is told by a notification. */
export function PullAnnouncer() {
  const t = useTranslations('pulls.announce')
  const namesOf = usePullNames()
  const seen = useRef(new Map<string, PullPhaseKind>())
  const verified = useRef(new Set<string>())
  const [said, setSaid] = useState('')

  useEffect(
    () =>
      pulls().store.subscribe(({ own }) => {
        const sentences: string[] = []
        for (const pull of own) {
          const phase = announcedPhase(seen.current.get(pull.key), pull.phase.kind)
          seen.current.set(pull.key, pull.phase.kind)
          // Once a pull is enough: a large model has a hundred files.
          if (phase === null || (phase === 'verifying' && verified.current.has(pull.key))) continue
          if (phase === 'verifying') verified.current.add(pull.key)
          else if (phase === 'cancelled') verified.current.delete(pull.key)
          sentences.push(t(phase, namesOf(pull)))
        }
        if (sentences.length > 0) setSaid(sentences.join('. '))
      }),
    [t, namesOf],
  )

  return (
    <output aria-live="polite" className="sr-only">
      {said}
    </output>
  )
}
