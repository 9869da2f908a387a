import { useMemo } from 'react'
import { useLocale, useTimeZone, useTranslations } from 'use-intl'
import { byteDigits, scaleOf } from '@/lib/bytes.ts'
import { durationParts, largestPart } from '@/lib/duration.ts'
import { shownPercent } from '@/lib/percent.ts'
import { readClock, zoneNow } from '@/lib/time.ts'

type Maybe = number | null | undefined

/** What stands for a figure that is not known. */
const unknown = '–'

/** Figures and moments in the operator's language and time zone. What is not known reads "–". */
export interface Format {
  /** `16.4 GiB`, in binary units, as the servers count. */
  readonly bytes: (bytes: Maybe) => string
  /** `2.4 / 16.4 GiB`, both in the unit of the whole. */
  readonly bytesOf: (done: Maybe, total: Maybe) => string
  /** `85.3 MiB/s` of bytes a second. */
  readonly rate: (bytesPerSecond: Maybe) => string
  /** `43%` of 43: the scale is 0–100. */
  readonly percent: (percent: Maybe) => string
  readonly number: (value: Maybe, maxDigits?: number) => string
  /** `3m 12s` of milliseconds. */
  readonly duration: (ms: Maybe) => string
  /** `3s ago` of milliseconds since the epoch. Pass the clock of `useNow` to keep it moving. */
  readonly ago: (at: Maybe, now?: number) => string
  /** `2026-11-20 14:02:05 UTC` */
  readonly dateTime: (at: Maybe) => string
  /** `2026-11-20` */
  readonly date: (at: Maybe) => string
  /** `14:02:05`; only where the zone stands nearby, as on an axis that names it. */
  readonly time: (at: Maybe) => string
  /** `14:02`, or `11-20` at midnight: short, for an axis; only where the zone stands nearby. */
  readonly axisTime: (at: Maybe) => string
  /** `14:02:05 UTC` */
  readonly timeWithZone: (at: Maybe) => string
  /** `npu-01, npu-02 and mx-01` */
  readonly list: (items: readonly string[]) => string
  /** `UTC` or `GMT+8`, as of now. */
  readonly zone: string
}

export function useFormat(): Format {
  const locale = useLocale()
  const t = useTranslations('kit')
  const timeZone = useTimeZone()

  return useMemo((): Format => {
    const digits = (value: number, count: number) => numberFormat(locale, count, count).format(value)
    const clock = (at: number) => readClock(at, timeZone)

    const bytes = (value: number) => {
      const scale = scaleOf(value)
      return `${digits(value / scale.size, byteDigits(value, scale))} ${scale.unit}`
    }
    const percent = (value: number) => {
      const shown = shownPercent(value)
      return `${digits(shown.value, shown.digits)}%`
    }

    return {
      bytes: known(bytes),
      bytesOf: (done, total) => {
        if (!isKnown(total)) return isKnown(done) ? bytes(done) : unknown
        const scale = scaleOf(total)
        const part = isKnown(done) ? digits(done / scale.size, byteDigits(total, scale)) : unknown
        return `${part} / ${bytes(total)}`
      },
      rate: known((value) => `${bytes(value)}/s`),
      percent: known(percent),
      number: (value, maxDigits = 0) => (isKnown(value) ? numberFormat(locale, 0, maxDigits).format(value) : unknown),
      duration: known((ms) =>
        durationParts(ms)
          .map(({ unit, value }) => t(`duration.${unit}`, { n: value }))
          .join(' '),
      ),
      ago: (at, now = Date.now()) => {
        if (!isKnown(at)) return unknown
        const { unit, value } = largestPart(now - at)
        return unit === 'seconds' && value === 0 ? t('ago.now') : t(`ago.${unit}`, { n: value })
      },
      dateTime: known((at) => {
        const read = clock(at)
        return read ? `${read.date} ${read.time} ${read.zone}` : unknown
      }),
      date: known((at) => clock(at)?.date ?? unknown),
      time: known((at) => clock(at)?.time ?? unknown),
      axisTime: known((at) => {
        const read = clock(at)
        if (!read) return unknown
        return read.time === '00:00:00' ? read.date.slice(5) : read.time.slice(0, 5)
      }),
      timeWithZone: known((at) => {
        const read = clock(at)
        return read ? `${read.time} ${read.zone}` : unknown
      }),
      list: (items) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
      get zone() {
        return zoneNow(timeZone)
      },
    }
  }, [locale, t, timeZone])
}

const numberFormats = new Map<string, Intl.NumberFormat>()

/** Making one costs more than a hundred uses of it, and each cell of a table has a format of its own. */
function numberFormat(locale: string, minimumFractionDigits: number, maximumFractionDigits: number): Intl.NumberFormat {
  const key = `${locale} ${minimumFractionDigits} ${maximumFractionDigits}`
  const known = numberFormats.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(locale, { minimumFractionDigits, maximumFractionDigits })
  numberFormats.set(key, made)
  return made
}

function isKnown(value: Maybe): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}

function known(format: (value: number) => string): (value: Maybe) => string {
  return (value) => (isKnown(value) ? format(value) : unknown)
}
