import { readTime } from './wire.ts'

/** A line of an instance's log. */
export interface LogLine {
  /** The server's time to the nanosecond in a form that sorts as text; `null` where the line has none. */
  readonly stamp: string | null
  /** The same in milliseconds since the epoch. */
  readonly at: number | null
  /** What follows the time, colour codes included. */
  readonly text: string
}

const stamped = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z(?: |$)/

/**
 * Splits a line into its time and its text. A reconnect repeats the whole history, so a reader goes on
 * after the last `stamp` that it has; the server leaves trailing zeros out, hence they are filled in.
 */
export function readLogLine(line: string): LogLine {
  const match = stamped.exec(line)
  if (!match) return { stamp: null, at: null, text: line }
  const stamp = `${match[1]}.${(match[2] ?? '').padEnd(9, '0')}Z`
  return { stamp, at: readTime(stamp), text: line.slice(match[0].length) }
}
