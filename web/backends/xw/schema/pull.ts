import * as v from 'valibot'
import { readPullLock, type PullLock } from './pullLock.ts'
import { optionalText, readJson, withoutAnsi } from './wire.ts'

/** `POST /api/models/pull`. The console never sends `version`: it only names a folder that other calls cannot see. */
export interface PullRequest {
  readonly model: string
  readonly version?: string
}

/** One frame of the stream, when it is JSON. */
export const PullFrameSchema = v.object({
  type: v.string(),
  message: optionalText,
  status: optionalText,
  path: optionalText,
})
export type PullFrameWire = v.InferInput<typeof PullFrameSchema>

/** Figures out of a progress line, as they came: `percent` can drop and the bytes are rounded to a tenth of their unit. */
export interface PullProgress {
  readonly percent: number
  readonly doneBytes: number
  readonly totalBytes: number
}

export type PullEvent =
  | { readonly kind: 'status'; readonly message: string }
  /** `progress` is null where the text is in no known form, as a bare file name; then show the text. */
  | { readonly kind: 'progress'; readonly message: string; readonly progress: PullProgress | null }
  | { readonly kind: 'heartbeat' }
  | { readonly kind: 'complete'; readonly path: string | null; readonly message: string }
  | { readonly kind: 'end' }
  | { readonly kind: 'error'; readonly message: string; readonly lock: PullLock | null }
  /** For the raw log only: two writers' frames may run into each other. */
  | { readonly kind: 'unreadable'; readonly data: string }

/** Reads the data of one event of the pull stream. Never throws. */
export function readPullEvent(data: string): PullEvent {
  const json = readJson(data)
  // The server does not escape the text of an error, so that the frame that matters most may be no JSON.
  if (json === undefined) return readBrokenError(data) ?? { kind: 'unreadable', data }
  const frame = v.safeParse(PullFrameSchema, json)
  if (!frame.success) return { kind: 'unreadable', data }
  const { type, status, path } = frame.output
  const message = frame.output.message ?? ''
  switch (type) {
    case 'status':
      return { kind: 'status', message }
    case 'progress':
      return { kind: 'progress', message, progress: readPullProgress(message) }
    case 'heartbeat':
      return { kind: 'heartbeat' }
    case 'complete':
      return status === null || status === 'success'
        ? { kind: 'complete', path, message }
        : errorEvent(message || status)
    case 'end':
      return { kind: 'end' }
    case 'error':
      return errorEvent(message)
    default:
      return { kind: 'unreadable', data }
  }
}

function errorEvent(message: string): PullEvent {
  return { kind: 'error', message, lock: readPullLock(message) }
}

const brokenError = /^\s*\{\s*"type"\s*:\s*"error"\s*(?:,|$)/
const brokenErrorTypeLast = /,\s*"type"\s*:\s*"error"\s*\}\s*$/

function readBrokenError(data: string): PullEvent | undefined {
  if (!brokenError.test(data) && !brokenErrorTypeLast.test(data)) return undefined
  const message = data
    .replace(brokenErrorTypeLast, '')
    .replace(/^[^]*?"message"\s*:\s*"?/, '')
    // A frame that a line break in the text cut short has no closing marks.
    .replace(/"?\s*\}?\s*$/, '')
  return errorEvent(message)
}

// Both forms: " 15% |███░░| 2.4/16.4 GB  85.3 MB/s  2m48s" and "Downloading [a.safetensors]: 15% | 1.5GB/10GB".
// The server's own speed and time left count bytes that were on disk before, hence they are not read at all.
const progressForm =
  /(?:^|[\s:])(\d{1,4}(?:\.\d{1,4})?)\s?%\s*\|(?:[^|]*\|)?\s*(\d{1,9}(?:\.\d{1,6})?)\s*([KMGTP]?i?B)?\s*\/\s*(\d{1,9}(?:\.\d{1,6})?)\s*([KMGTP]?i?B)\b/i

const unitBytes: ReadonlyMap<string, number> = new Map([
  ['b', 1],
  ['k', 2 ** 10],
  ['m', 2 ** 20],
  // The server writes GB and counts in GiB.
  ['g', 2 ** 30],
  ['t', 2 ** 40],
  ['p', 2 ** 50],
])

/** Reads a progress line that was drawn for a terminal; `null` when it is in neither of the known forms. */
export function readPullProgress(message: string): PullProgress | null {
  const match = progressForm.exec(withoutAnsi(message.slice(0, 2_000)))
  if (!match) return null
  const [, percent, done, doneUnit, total, totalUnit = 'B'] = match
  return {
    percent: Number(percent),
    doneBytes: Math.round(Number(done) * bytesIn(doneUnit ?? totalUnit)),
    totalBytes: Math.round(Number(total) * bytesIn(totalUnit)),
  }
}

function bytesIn(unit: string): number {
  return unitBytes.get(unit.charAt(0).toLowerCase()) ?? 1
}
