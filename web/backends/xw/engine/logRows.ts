import { rowWords } from '@/lib/terminalRow.ts'
import { readLogLine } from '../schema/log.ts'
import { logLevels, type LogRow } from '../schema/logRow.ts'
import type { RowBytes, LogStore } from './logStore.ts'

/** Of a longer row the page is given so much; the rest in pieces, when it is asked for. */
const SHOWN_BYTES = 8 * 1024
/** Of a row that is redrawn again and again, what was drawn last. */
const REDRAWN_BYTES = 64 * 1024
const COPY_CHARACTERS = 32 * 1024 * 1024
const decoder = new TextDecoder()

export function readRow(store: LogStore, row: number, pos: number, isHit: boolean): LogRow | null {
  const found = store.rowBytes(row)
  if (!found) return null
  const { text, cutFrom } = shownText(found)
  const over = store.drawnOverOf(row)
  const by = over && store.rowBytes(over.by)
  return {
    pos,
    row,
    at: store.timeOf(row),
    stamp: stampOf(found),
    level: logLevels[store.levelOf(row)] ?? 'other',
    isHit,
    text,
    cutFrom,
    drawnOver: over && by ? { text: decoder.decode(tail(textOf(by), REDRAWN_BYTES)), line: over.line } : null,
    isOpen: found.isOpen,
    seam: store.seamOf(row),
  }
}

function stampOf({ bytes, textFrom }: RowBytes): string | null {
  return textFrom === 0 ? null : readLogLine(decoder.decode(bytes.subarray(0, textFrom))).stamp
}

function textOf({ bytes, textFrom }: RowBytes): Uint8Array {
  return bytes.subarray(textFrom)
}

function shownText(row: RowBytes): { text: string; cutFrom: number | null } {
  const bytes = textOf(row)
  if (bytes.length <= SHOWN_BYTES) return { text: decoder.decode(bytes), cutFrom: null }
  const redrawn = lastDrawn(bytes)
  if (redrawn.length <= SHOWN_BYTES) return { text: decoder.decode(redrawn), cutFrom: null }
  return { text: decoder.decode(bytes.subarray(0, wholeCharacters(bytes, SHOWN_BYTES))), cutFrom: bytes.length }
}

/** The end of a row from a carriage return on, where there is one: what stood before has been drawn over. */
function lastDrawn(bytes: Uint8Array): Uint8Array {
  const end = tail(bytes, REDRAWN_BYTES)
  const first = end.indexOf(0x0d)
  if (first === -1) return bytes
  const near = end.length > SHOWN_BYTES ? end.indexOf(0x0d, end.length - SHOWN_BYTES) : first
  return end.subarray((near === -1 ? first : near) + 1)
}

function tail(bytes: Uint8Array, most: number): Uint8Array {
  return bytes.length <= most ? bytes : bytes.subarray(bytes.length - most)
}

/** At most `end`, and not inside a character. */
function wholeCharacters(bytes: Uint8Array, end: number): number {
  let at = Math.min(end, bytes.length)
  if (at === bytes.length) return at
  for (let back = 0; back < 3 && at > 0 && ((bytes[at] ?? 0) & 0xc0) === 0x80; back += 1) at -= 1
  return at
}

export function pieceOf(
  store: LogStore,
  row: number,
  from: number,
  count: number,
): { readonly text: string; readonly next: number | null } | null {
  const found = store.rowBytes(row)
  if (!found) return null
  const bytes = textOf(found)
  const end = wholeCharacters(bytes, from + count)
  return { text: decoder.decode(bytes.subarray(from, end)), next: end < bytes.length ? end : null }
}

/** The words of rows as they are read on the screen, each with the server's time where that is wanted. */
export function copyRows(
  store: LogStore,
  rows: readonly number[],
  withTimes: boolean,
): { readonly text: string; readonly lines: number; readonly isCut: boolean } {
  const lines: string[] = []
  let characters = 0
  for (const row of rows) {
    const found = store.rowBytes(row)
    if (!found || store.seamOf(row)) continue
    const words = rowWords(decoder.decode(lastDrawn(textOf(found))))
    const line = withTimes ? `${timeOf(found)}${words}` : words
    characters += line.length + 1
    if (characters > COPY_CHARACTERS) return { text: lines.join('\n'), lines: lines.length, isCut: true }
    lines.push(line)
  }
  return { text: lines.join('\n'), lines: lines.length, isCut: false }
}

function timeOf({ bytes, textFrom }: RowBytes): string {
  return decoder.decode(bytes.subarray(0, textFrom))
}
