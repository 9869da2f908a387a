import { useEffect, useRef, useState } from 'react'
import type { Log } from '../../queriesLogs.ts'
import type { LogRow, LogState } from '../../schema/logRow.ts'

interface Rows {
  readonly filterNumber: number
  /** In order, without gaps. */
  readonly list: readonly LogRow[]
}

const none: Rows = { filterNumber: -1, list: [] }

/**
 * The lines of a window, asked of the engine: what it last answered, until the next answer is there. While one question
 * is under way the next waits, and only the newest of those that wait is put.
 */
export function useLogRows(log: Log, state: LogState | null, from: number, count: number): Rows {
  const [rows, setRows] = useState<Rows>(none)
  const asking = useRef<{ isBusy: boolean; next: (() => void) | null }>({ isBusy: false, next: null })

  useEffect(() => {
    if (!state) return
    const line = asking.current
    const ask = async () => {
      line.isBusy = true
      try {
        const { filterNumber, rows: list } = await log.ask('rows', { from, count })
        setRows({ filterNumber, list })
      } catch {
        // A log that has been closed answers no more.
      }
      line.isBusy = false
      const { next } = line
      line.next = null
      next?.()
    }
    if (line.isBusy) line.next = () => void ask()
    else void ask()
  }, [log, state, from, count])

  return rows
}
