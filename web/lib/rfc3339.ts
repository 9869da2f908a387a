const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]

/**
 * Milliseconds since the epoch of a time written as RFC 3339 has it (`2026-11-20T12:00:00.123456Z`, or with an offset),
 * further digits of a second cut off. Undefined for every other form, some of which are times all the same.
 */
export function readRfc3339(text: string): number | undefined {
  const { length } = text
  if (
    length < 20 ||
    text.charCodeAt(4) !== 45 ||
    text.charCodeAt(7) !== 45 ||
    text.charCodeAt(10) !== 84 ||
    text.charCodeAt(13) !== 58 ||
    text.charCodeAt(16) !== 58
  ) {
    return undefined
  }
  const century = twoDigits(text, 0)
  const ofCentury = twoDigits(text, 2)
  const month = twoDigits(text, 5)
  const day = twoDigits(text, 8)
  const hour = twoDigits(text, 11)
  const minute = twoDigits(text, 14)
  const second = twoDigits(text, 17)
  // What is no digit is far below 0.
  if ((century | ofCentury | month | day | hour | minute | second) < 0) return undefined
  // Days that only some months have, leap seconds and the hour 24 are left to whoever knows them.
  if (month < 1 || month > 12 || day < 1 || day > daysOf(month) || hour > 23 || minute > 59 || second > 59) {
    return undefined
  }

  let at = 19
  let milliseconds = 0
  if (text.charCodeAt(at) === 46) {
    let weight = 100
    at++
    const firstDigit = at
    for (; at < length; at++) {
      const digit = text.charCodeAt(at) - 48
      if (digit < 0 || digit > 9) break
      milliseconds += digit * weight
      weight = weight === 100 ? 10 : weight === 10 ? 1 : 0
    }
    if (at === firstDigit) return undefined
  }
  const offset = offsetMinutes(text, at)
  if (offset === undefined) return undefined
  const minutes = (daysSinceEpoch(century * 100 + ofCentury, month, day) * 24 + hour) * 60 + minute - offset
  return (minutes * 60 + second) * 1000 + milliseconds
}

function offsetMinutes(text: string, at: number): number | undefined {
  const sign = text.charCodeAt(at)
  if (sign === 90) return at + 1 === text.length ? 0 : undefined
  if ((sign !== 43 && sign !== 45) || text.length !== at + 6 || text.charCodeAt(at + 3) !== 58) return undefined
  const hours = twoDigits(text, at + 1)
  const minutes = twoDigits(text, at + 4)
  if (hours < 0 || minutes < 0 || hours > 23 || minutes > 59) return undefined
  return (sign === 45 ? -1 : 1) * (hours * 60 + minutes)
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1000
}

/** Of February only the days of every year. */
function daysOf(month: number): number {
  return month === 2 ? 28 : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function daysSinceEpoch(year: number, month: number, day: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const before = year - 1
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)
  const ofYear = (DAYS_BEFORE_MONTH[month - 1] ?? 0) + day - 1 + (isLeap && month > 2 ? 1 : 0)
  return year * 365 + leapDays + ofYear - 719_527
}
