export interface YearDay {
  /** `2026-11-20` */
  readonly date: string
  /** 0–100; null for a day without data. */
  readonly value: number | null
  /** What the day was, in words. */
  readonly label: string
}

export interface YearGrid {
  /** A row for each day of the week, Monday first, with the index of the day in each week; -1 where there is none. */
  readonly weekdays: readonly (readonly number[])[]
  /** Which week each month begins in. */
  readonly months: readonly { readonly week: number; readonly date: string }[]
  readonly weeks: number
}

const dayMs = 86_400_000

const dayNumber = (date: string): number => Math.floor(Date.parse(`${date}T00:00:00Z`) / dayMs)
/** Monday is 0. The first day of the epoch was a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7

/** Days in the order of time as a calendar. Days may be missing: their places stay empty. */
export function yearGrid(days: readonly YearDay[]): YearGrid {
  const first = days[0]
  if (!first) return { weekdays: [], months: [], weeks: 0 }
  const monday = dayNumber(first.date) - weekdayOf(dayNumber(first.date))
  const weeks = Math.floor((dayNumber(days.at(-1)?.date ?? first.date) - monday) / 7) + 1
  const weekdays = Array.from({ length: 7 }, () => Array.from({ length: weeks }, () => -1))
  const months: { week: number; date: string }[] = []
  for (const [index, { date }] of days.entries()) {
    const place = dayNumber(date) - monday
    const week = Math.floor(place / 7)
    const row = weekdays[place % 7]
    if (row && week >= 0 && week < weeks) row[week] = index
    if (months.at(-1)?.date.slice(0, 7) !== date.slice(0, 7)) months.push({ week, date })
  }
  // The rest of a month at the left edge has no room for its name beside the next one's.
  if ((months[1]?.week ?? 3) - (months[0]?.week ?? 0) < 3) months.shift()
  return { weekdays, months, weeks }
}

/** The day that a key leads to: by its index, or null for keys that lead nowhere. */
export function nextDay(key: string, from: number, count: number): number | null {
  const step = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7, PageUp: -28, PageDown: 28 }[key]
  if (step !== undefined) return Math.max(0, Math.min(count - 1, from + step))
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return null
}

export interface MonthSummary {
  /** `2026-11` */
  readonly month: string
  readonly days: number
  /** Of the days with data; null without any. */
  readonly mean: number | null
  readonly least: number | null
}

export function monthSummaries(days: readonly YearDay[]): readonly MonthSummary[] {
  const months = new Map<string, number[]>()
  for (const { date, value } of days) {
    const month = date.slice(0, 7)
    const values = months.get(month) ?? []
    if (value !== null) values.push(value)
    months.set(month, values)
  }
  return [...months].map(([month, values]) => ({
    month,
    days: values.length,
    mean: values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null,
    least: values.length > 0 ? Math.min(...values) : null,
  }))
}
