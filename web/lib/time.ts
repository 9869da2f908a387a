export interface ClockReading {
  /** `2026-11-20` */
  readonly date: string
  /** `14:02:05` */
  readonly time: string
  /** `UTC` or `GMT+8`: what to write behind a time. */
  readonly zone: string
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a format costs more than a hundred uses of it, and tables show many times. */
function formatFor(timeZone: string | undefined): Intl.DateTimeFormat {
  const key = timeZone ?? ''
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    ...(timeZone === undefined ? {} : { timeZone }),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'shortOffset',
  })
  formats.set(key, made)
  return made
}

/**
 * Date and time of a moment (milliseconds since the epoch) in a zone of the tz database, the browser's own when
 * `undefined`. Undefined for a moment that no calendar reaches.
 */
export function readClock(ms: number, timeZone?: string): ClockReading | undefined {
  if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15) return undefined
  const format = formatFor(timeZone)
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {}
  for (const { type, value } of format.formatToParts(ms)) parts[type] = value
  const { year = '', month = '', day = '', hour = '', minute = '', second = '', timeZoneName = '' } = parts
  const isZero = /^(GMT|UTC)([+-]0)?$/.test(timeZoneName)
  const zeroName = () => (isUtcZone(format.resolvedOptions().timeZone) ? 'UTC' : 'GMT')
  return {
    date: `${year.padStart(4, '0')}-${month}-${day}`,
    time: `${hour}:${minute}:${second}`,
    zone: isZero ? zeroName() : timeZoneName,
  }
}

/** What to write behind a time of today. */
export function zoneNow(timeZone?: string): string {
  return readClock(Date.now(), timeZone)?.zone ?? 'UTC'
}

function isUtcZone(name: string): boolean {
  return name === 'UTC' || name === 'Etc/UTC' || name === 'Etc/UCT' || name === 'UCT'
}
