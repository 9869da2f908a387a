import { RingLog } from '@/lib/ringLog.ts'
import type { Problem } from '@/net/problem.ts'

export const LOG_CAPACITY = 2_000
/** Of one frame; what is longer is cut. */
const TEXT_MAX = 2_000

/** What the console itself did, between what the server said. */
export type StartNote =
  | { readonly kind: 'opening' | 'cancelled' }
  /** Problem null: the stream ended in good order, but without its last event. */
  | { readonly kind: 'broken' | 'refused'; readonly problem: Problem | null }

/** One line of a start's raw log. `at` in milliseconds since the epoch. */
export type StartLogLine = { readonly number: number; readonly at: number } & (
  | { readonly data: string }
  | { readonly note: StartNote }
)

type NewLine = { at: number } & ({ data: string } | { note: StartNote })

export interface StartLog {
  add(line: NewLine): void
  /** The newest lines, oldest first. */
  lines(): readonly StartLogLine[]
  /** Lines that had to make room for newer ones. */
  dropped(): number
}

/** Everything that came over a start's stream, as it came. */
export function createStartLog(): StartLog {
  const ring = new RingLog<StartLogLine>(LOG_CAPACITY)
  let number = 0
  return {
    add(line) {
      number += 1
      ring.push('data' in line ? { ...line, number, data: cut(line.data) } : { ...line, number })
    },
    lines: () => ring.entries(),
    dropped: () => ring.dropped,
  }
}

function cut(text: string): string {
  return text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)}…` : text
}
