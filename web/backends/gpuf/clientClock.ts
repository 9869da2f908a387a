import type { Endpoint } from '@/net/endpoint.ts'

const offsets = new Map<string, number>()

/** How far a server's clock is ahead of this browser's, in milliseconds, as it last said; 0 until it has. */
export function clockOffsetOf(at: Pick<Endpoint, 'id'>): number {
  return offsets.get(at.id) ?? 0
}

/** @returns the offset from now on */
export function noteServerTime(at: Pick<Endpoint, 'id'>, serverTime: number): number {
  const offset = serverTime - Date.now()
  offsets.set(at.id, offset)
  return offset
}
