import { CSV_MARK, csvLine } from '@/lib/csv.ts'
import type { ActivityEntry } from './activityEntry.ts'

/** The columns of a table file, in the operator's language. */
export interface ActivityHeadings {
  readonly time: string
  readonly user: string
  readonly server: string
  readonly what: string
  readonly outcome: string
  readonly status: string
  readonly words: string
  readonly tookMs: string
  readonly request: string
  readonly body: string
  readonly group: string
}

export function activityCsv(
  entries: readonly ActivityEntry[],
  headings: ActivityHeadings,
  whatOf: (entry: ActivityEntry) => string,
): string {
  const { time, user, server, what, outcome, status, words, tookMs, request, body, group } = headings
  const head = [time, user, server, what, outcome, status, words, tookMs, request, body, group]
  const lines = entries.map((entry) => {
    const refused = entry.outcome.kind === 'refused' ? entry.outcome : null
    return csvLine([
      momentOf(entry.at),
      entry.user,
      entry.server.label,
      whatOf(entry),
      entry.outcome.kind,
      refused?.status,
      refused?.words,
      entry.tookMs,
      `POST ${entry.path}`,
      entry.body,
      entry.group?.id,
    ])
  })
  return CSV_MARK + csvLine(head) + lines.join('')
}

/** All that is known of each, with times as text too. */
export function activityJson(entries: readonly ActivityEntry[]): string {
  const shown = entries.map((entry) => ({ time: momentOf(entry.at), ...entry }))
  return `${JSON.stringify(shown, null, 2)}\n`
}

/** By a clock that was never right there may be no such moment. */
function momentOf(at: number): string {
  const moment = new Date(at)
  return Number.isNaN(moment.getTime()) ? '' : moment.toISOString()
}
