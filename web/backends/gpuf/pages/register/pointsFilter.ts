import type { PointsSearch } from '../../paths.ts'
import { clientKey, isClientId } from '../../schema/values.ts'
import type { Point } from '../../schema/points.ts'

const DAY_MS = 86_400_000
/** The server takes pages 1–100 of 1–100 rows. */
export const PAGE_AT_MOST = 100

export interface PointsAsked {
  readonly page: number
  readonly pageSize: number
  readonly clientId?: string
  readonly clientName?: string
  readonly deviceId?: string
  /** Milliseconds since the epoch, both included. */
  readonly from?: number
  readonly to?: number
}

/** What the address asks the server for. What cannot be read counts as not given. */
export function pointsAsked(search: PointsSearch): PointsAsked {
  const client = search.client?.trim() ?? ''
  const id = clientKey(client)
  const device = search.device?.trim() ?? ''
  const from = dayStart(search.from)
  const to = dayStart(search.to)
  return {
    page: within(search.page, 1),
    pageSize: within(search.size, 20),
    ...(client === '' ? {} : isClientId(id) ? { clientId: id } : { clientName: client }),
    ...(device === '' ? {} : { deviceId: device }),
    ...(from === null ? {} : { from }),
    // The last millisecond of the day, which is included.
    ...(to === null ? {} : { to: to + DAY_MS - 1 }),
  }
}

function within(text: string | undefined, otherwise: number): number {
  const value = Number(text ?? '')
  return Number.isInteger(value) && value >= 1 && value <= PAGE_AT_MOST ? value : otherwise
}

function dayStart(day: string | undefined): number | null {
  if (day === undefined || !/^\d{4}-\d\d-\d\d$/.test(day)) return null
  const at = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(at) ? null : at
}

export function isReversed({ from, to }: PointsAsked): boolean {
  return from !== undefined && to !== undefined && from > to
}

/** The rows of the days asked for: some servers ignore dates in a form they do not know. */
export function pointsWithin(points: readonly Point[], { from, to }: PointsAsked): readonly Point[] {
  if (from === undefined && to === undefined) return points
  return points.filter(({ date }) => {
    const at = date === null ? null : Date.parse(date)
    if (at === null || Number.isNaN(at)) return true
    return (from === undefined || at >= from) && (to === undefined || at <= to)
  })
}

/** How many pages there are, and how many of them the server answers. */
export function pagesOf(totalCount: number, pageSize: number): { readonly pages: number; readonly reachable: number } {
  const pages = Math.max(1, Math.ceil(totalCount / Math.max(1, pageSize)))
  return { pages, reachable: Math.min(pages, PAGE_AT_MOST) }
}
