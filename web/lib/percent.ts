export interface ShownPercent {
  readonly value: number
  /** Digits after the point. */
  readonly digits: 0 | 1
}

/**
 * How a percentage is shown: whole, but with one digit below 10 and just short of 100, where the digit is the
 * news. What is not finished never reads 100. Values outside 0–100 stay what they are.
 */
export function shownPercent(percent: number): ShownPercent {
  if (percent > 99 && percent < 100) return withDigit(Math.floor(percent * 10) / 10)
  if (Math.abs(percent) < 10) return withDigit(Math.round(percent * 10) / 10)
  return { value: Math.round(percent), digits: 0 }
}

function withDigit(value: number): ShownPercent {
  // Rounding can make a whole number of it, and -0 of a small negative.
  return Number.isInteger(value) ? { value: value + 0, digits: 0 } : { value, digits: 1 }
}
