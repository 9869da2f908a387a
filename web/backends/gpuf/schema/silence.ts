import type { Client } from './client.ts'
import { HEARTBEAT_INTERVAL_MS, SILENCE_MS } from './interval.ts'

/** As heard by the console; the server's status column says what it was last set to. */
export type Seen =
  /** A heartbeat in the last two minutes: what the server counts as online. */
  | 'now'
  /** The last one is a little late: no more than that yet. */
  | 'late'
  /** Nothing for two and a half intervals. */
  | 'silent'
  /** Never a report. */
  | 'never'

/** @param now by the server's clock, which is the one that wrote `lastOnline` */
export function seen(client: Client, now: number): Seen {
  if (client.lastOnline === null || !client.reported) return 'never'
  const ageMs = now - client.lastOnline
  if (ageMs <= HEARTBEAT_INTERVAL_MS) return 'now'
  return ageMs <= SILENCE_MS ? 'late' : 'silent'
}

/** Said to be up, and not heard of: somebody should look. A client that was taken off line is silent by intent. */
export function isUnexpectedlySilent(client: Client, now: number): boolean {
  return (client.status === 'online' || client.status === 'active') && seen(client, now) === 'silent'
}

/** From this share of a full disk on it needs a person, in percent. */
export const DISK_FULL_PERCENT = 95
