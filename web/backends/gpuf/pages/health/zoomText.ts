import type { HistoryRange } from '../../schema/history.ts'

/** `20261120T110400Z-20261120T113100Z`: whole seconds, and nothing that an address has to escape. */
export function formatZoom({ from, to }: HistoryRange): string {
  return `${basic(Math.floor(from / 1000) * 1000)}-${basic(Math.ceil(to / 1000) * 1000)}`
}

/**
 * The part of a range that an address zooms to; undefined for the whole range. What has moved out of the range
 * meanwhile is left out, and a zoom of which nothing is left, or too little to draw, is none.
 */
export function readZoom(text: string | undefined, range: HistoryRange): HistoryRange | undefined {
  const [from, to] = (text ?? '').split('-').map(moment)
  if (from === undefined || to === undefined) return undefined
  const within = { from: Math.max(from, range.from), to: Math.min(to, range.to) }
  if (within.to - within.from < SHORTEST_MS) return undefined
  return within.from === range.from && within.to === range.to ? undefined : within
}

const SHORTEST_MS = 60_000

function basic(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

function moment(text: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (!parts) return undefined
  const [, year, month, day, hour, minute, second] = parts
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(ms) ? undefined : ms
}
