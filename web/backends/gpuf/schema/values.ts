import { readRfc3339 } from '@/lib/rfc3339.ts'

/** A client id as it is compared everywhere: lower-case, without `0x`. */
export function clientKey(id: string): string {
  const key = id.toLowerCase()
  return key.startsWith('0x') ? key.slice(2) : key
}

/** 32 hex characters: what the server takes for a client id. */
export function isClientId(id: string): boolean {
  return /^[0-9a-f]{32}$/.test(id)
}

/**
 * Milliseconds since the epoch of an RFC 3339 time; a time without a zone is UTC, as this server means it.
 * Undefined for what is no time. Microseconds are cut off: nothing here is that exact.
 */
export function readTime(text: string): number | undefined {
  // The server's own form, and by far the most frequent: a fleet of 100,000 sends 200,000 of these at once.
  const usual = readRfc3339(text)
  if (usual !== undefined) return usual
  const time = Date.parse(text.endsWith('Z') ? text : withZone(text))
  return Number.isNaN(time) ? undefined : time
}

function withZone(text: string): string {
  const trimmed = text.trim().replace(/^(\d{4}-\d\d-\d\d) /, '$1T')
  if (!/^\d{4}-\d\d-\d\dT/.test(trimmed)) return trimmed
  return /(?:z|[+-]\d\d:?\d\d)$/i.test(trimmed) ? trimmed : `${trimmed}Z`
}

/** Before 1971 a server means "never": its zero value. */
const NEVER_BEFORE_MS = 365 * 86_400_000

/** A moment that may be missing: null for null, "", a zero time, and what is no time. */
export function timeOrNull(text: string | null | undefined): number | null {
  if (text === null || text === undefined || text === '') return null
  const time = readTime(text)
  return time === undefined || time < NEVER_BEFORE_MS ? null : time
}

export function textOrNull(text: string | null | undefined): string | null {
  return text === undefined || text === '' ? null : text
}
