export const SCALE_COLOURS = ['scale-1', 'scale-2', 'scale-3', 'scale-4', 'scale-5', 'scale-6'] as const

export const STEPS = SCALE_COLOURS.length

/** Which of the colours a value has: even steps from 0 to `max`, beyond them the first or the last. */
export function evenStep(value: number, max: number): number {
  return Math.max(0, Math.min(STEPS - 1, Math.floor((value / max) * STEPS)))
}

/** Which step a value is in, where each begins at its bound and the first has none. */
export function stepAbove(value: number, bounds: readonly number[]): number {
  let step = 0
  while (step < bounds.length && value >= (bounds[step] ?? Number.POSITIVE_INFINITY)) step += 1
  return step
}
