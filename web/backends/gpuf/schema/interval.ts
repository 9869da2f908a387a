/** A machine reports this often. */
export const HEARTBEAT_INTERVAL_MS = 120_000
/** Longer without a heartbeat is an outage: two and a half intervals, so that one late beat is none. */
export const SILENCE_MS = 2.5 * HEARTBEAT_INTERVAL_MS
