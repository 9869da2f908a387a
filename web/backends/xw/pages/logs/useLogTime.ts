import { useCallback } from 'react'
import { useNow } from '@/kit/now.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { readClock } from '@/lib/time.ts'

export const timeForms = ['off', 'local', 'utc', 'age'] as const
export type TimeForm = (typeof timeForms)[number]

/** A line's time as it stands before it; null where none is wanted. The zone is named where the form is chosen. */
export function useLogTime(form: TimeForm): (at: number | null) => string | null {
  const format = useFormat()
  // Only ages move.
  const now = useNow(form === 'age' ? 1000 : 3_600_000)
  return useCallback(
    (at) => {
      if (form === 'off') return null
      if (form === 'age') return format.ago(at, now)
      return at === null ? '' : clock(at, form === 'utc' ? 'UTC' : undefined)
    },
    [form, format, now],
  )
}

const seconds = new Map<string, string>()
/** More than stand on a screen. */
const SECONDS_KEPT = 200

/** `11-20 14:02:05.123` */
function clock(at: number, zone: string | undefined): string {
  const second = Math.floor(at / 1000)
  const key = `${zone ?? ''} ${second}`
  let text = seconds.get(key)
  if (text === undefined) {
    const read = readClock(at, zone)
    text = read ? `${read.date.slice(5)} ${read.time}` : ''
    if (seconds.size > SECONDS_KEPT) seconds.clear()
    seconds.set(key, text)
  }
  return `${text}.${String(at - second * 1000).padStart(3, '0')}`
}
