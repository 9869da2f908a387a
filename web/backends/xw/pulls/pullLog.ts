import { RingLog } from '@/lib/ringLog.ts'
import type { Problem } from '@/net/problem.ts'

export const LOG_CAPACITY = 2_000
/** Of one frame; what is longer is cut, so that a server that sends megabytes fills no memory. */
export const LOG_TEXT_MAX = 2_000

/** What the console itself did, between what the server said. */
export type PullNote =
  | { readonly kind: 'opening'; readonly attempt: number }
  /** `problem` null: the stream ended in good order, but without its last event. */
  | { readonly kind: 'broken' | 'refused'; readonly problem: Problem | null }
  | { readonly kind: 'cancelled' }

/** One line of a pull's raw log. `at` in milliseconds since the epoch. */
export type PullLogLine = { readonly number: number; readonly at: number } & (
  | { readonly data: string; readonly readable: boolean }
  | { readonly note: PullNote }
)

type NewLine = { at: number } & ({ data: string; readable: boolean } | { note: PullNote })

export interface PullLog {
  add(line: NewLine): void
  /** The newest lines, oldest first. */
  lines(): readonly PullLogLine[]
  /** Lines that had to make room for newer ones. */
  dropped(): number
}

/** Everything that came over a pull's streams, as it came, and where each attempt began and ended. */
export function createPullLog(): PullLog {
  const ring = new RingLog<PullLogLine>(LOG_CAPACITY)
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
  return text.length > LOG_TEXT_MAX ? `${text.slice(0, LOG_TEXT_MAX)}…` : text
}
