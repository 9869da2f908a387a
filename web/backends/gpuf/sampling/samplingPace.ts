const FASTEST_MS = 10_000
const HIDDEN_MS = 60_000
/** One request a second at most: 100 clients are then sampled every 100 s. */
export const BETWEEN_REQUESTS_MS = 1_000
const SLOWEST_BACK_OFF_MS = 5 * 60_000

/** How often each of so many clients is sampled. Browsers let hidden tabs work once a minute and no more often. */
export function samplingPaceMs(clients: number, isHidden: boolean): number {
  return Math.max(isHidden ? HIDDEN_MS : FASTEST_MS, clients * BETWEEN_REQUESTS_MS)
}

/** How long to leave alone what has failed so many times in a row. */
export function backOffMs(failures: number, paceMs: number): number {
  if (failures === 0) return 0
  return Math.max(paceMs, Math.min(paceMs * 2 ** failures, SLOWEST_BACK_OFF_MS))
}
