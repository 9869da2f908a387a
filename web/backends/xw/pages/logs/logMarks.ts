import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import type { LogRow } from '../../schema/logRow.ts'

/** A line that somebody wants to find again. The log may be read anew meanwhile: its time and its words name it. */
export interface LogMark {
  readonly key: string
  readonly at: number | null
  readonly words: string
}

interface Marks {
  /** By `server/alias`. */
  readonly logs: Readonly<Record<string, readonly LogMark[]>>
}

const MARKS_AT_MOST = 100
const WORDS = 80

export const useMarks = create<Marks>()(
  persist((): Marks => ({ logs: {} }), {
    name: 'quarterdeck.xw.logMarks',
    storage: createJSONStorage(() => sessionStorage),
  }),
)

export function markKey(row: Pick<LogRow, 'stamp' | 'at' | 'text'>): string {
  return `${row.stamp ?? row.at ?? ''} ${row.text.slice(0, WORDS)}`
}

/** Marks a line, or takes its mark away. */
export function toggleMark(log: string, row: LogRow, words: string): void {
  useMarks.setState(({ logs }) => {
    const known = logs[log] ?? []
    const key = markKey(row)
    const without = known.filter((mark) => mark.key !== key)
    const mark = { key, at: row.at, words: words.trim().slice(0, WORDS) }
    const marks =
      without.length < known.length
        ? without
        : [...without, mark].sort((a, b) => (a.at ?? 0) - (b.at ?? 0)).slice(-MARKS_AT_MOST)
    return { logs: { ...logs, [log]: marks } }
  })
}

const none: readonly LogMark[] = []

export function useMarksOf(log: string): readonly LogMark[] {
  return useMarks(({ logs }) => logs[log] ?? none)
}
