import { firstFrom } from '@/lib/line.ts'
import type { Line } from '@/lib/line.ts'

/** From values to pixels; both scales are straight. */
export interface Scale {
  readonly x: (t: number) => number
  readonly y: (v: number) => number
}

export interface DrawnLine {
  /** An SVG path: one move for each unbroken run. */
  readonly d: string
  /** Measurements with a gap on both sides: no line passes there, so they need a dot. */
  readonly dots: readonly { readonly x: number; readonly y: number; readonly t: number }[]
}

/** The part of a line that a window shows, with the neighbours that its first and last stroke come from. */
export function linePath({ t, v }: Line, from: number, to: number, { x, y }: Scale): DrawnLine {
  const dots: { x: number; y: number; t: number }[] = []
  const start = Math.max(0, firstFrom(t, from) - 1)
  const end = Math.min(t.length, firstFrom(t, to) + 2)
  let d = ''
  let run = 0
  for (let index = start; index < end; index += 1) {
    const value = v[index] ?? Number.NaN
    const time = t[index] ?? Number.NaN
    if (!Number.isFinite(value)) {
      run = 0
      continue
    }
    run += 1
    const at = `${rounded(x(time))},${rounded(y(value))}`
    const goesOn = Number.isFinite(v[index + 1] ?? Number.NaN)
    if (run > 1) d += `L${at}`
    else if (goesOn) d += `M${at}`
    else if (time >= from && time <= to) dots.push({ x: rounded(x(time)), y: rounded(y(value)), t: time })
  }
  return { d, dots }
}

/** A hundredth of a pixel is more than any screen shows. */
function rounded(pixels: number): number {
  return Math.round(pixels * 100) / 100
}

/** The index of the measurement nearest to a moment, at most `within` milliseconds away; -1 for none. */
export function nearestIndex({ t, v }: Line, at: number, within: number): number {
  let best = -1
  let distance = within
  const middle = firstFrom(t, at)
  for (const step of [-1, 1] as const) {
    for (let index = step === 1 ? middle : middle - 1; index >= 0 && index < t.length; index += step) {
      const away = Math.abs((t[index] ?? Number.NaN) - at)
      if (!(away <= distance)) break
      if (!Number.isFinite(v[index] ?? Number.NaN)) continue
      if (best === -1 || away < distance) {
        best = index
        distance = away
      }
      break
    }
  }
  return best
}

/** Whether a stroke of the line passes over a moment. */
export function passes({ t, v }: Line, at: number): boolean {
  const right = firstFrom(t, at)
  if (t[right] === at) return Number.isFinite(v[right] ?? Number.NaN)
  return Number.isFinite(v[right - 1] ?? Number.NaN) && Number.isFinite(v[right] ?? Number.NaN)
}

/** Where a pointer at a moment points to: the nearest measurement, but in a gap the moment itself. */
export function snapped(lines: readonly Line[], at: number, nearMs: number): number {
  const reach = lines.some((line) => passes(line, at)) ? Number.POSITIVE_INFINITY : nearMs
  let best = at
  let distance = Number.POSITIVE_INFINITY
  for (const line of lines) {
    const moment = line.t[nearestIndex(line, at, reach)]
    if (moment === undefined || Math.abs(moment - at) >= distance) continue
    best = moment
    distance = Math.abs(moment - at)
  }
  return best
}

/** The next measured moment of any line within a window, forwards or back; null at the end. */
export function nextMoment(
  lines: readonly Line[],
  at: number,
  direction: -1 | 1,
  from: number,
  to: number,
): number | null {
  let best: number | null = null
  for (const { t, v } of lines) {
    let index = firstFrom(t, at) - (direction === -1 ? 1 : 0)
    // Two measurements can have the same moment: the cursor goes on to another one.
    while (index >= 0 && index < t.length && (t[index] === at || !Number.isFinite(v[index] ?? Number.NaN))) {
      index += direction
    }
    const moment = t[index]
    if (moment === undefined || moment < from || moment > to) continue
    if (best === null || (direction === 1 ? moment < best : moment > best)) best = moment
  }
  return best
}
