import { clientKey } from './values.ts'
import { searched } from './fleetIndex.ts'
import type { FleetFilter } from './fleetView.ts'
import type { ShownFleet } from './shownFleet.ts'
import type { WordColumn } from './clientTable.ts'

/** The filters that have no choices to count. Undefined where there are none. */
export function questionOf(fleet: ShownFleet, filter: FleetFilter, now: number): Uint8Array | undefined {
  const { columns, table } = fleet.index
  let rows = wordMatches(fleet, wordsOf(filter.q))
  const keep = (isKept: (row: number) => boolean) => {
    rows ??= new Uint8Array(columns.count).fill(1)
    for (let row = 0; row < columns.count; row++) if (rows[row] === 1 && !isKept(row)) rows[row] = 0
  }
  const { healthFrom, healthTo, heardFrom, heardTo, ids } = filter
  if (healthFrom !== undefined || healthTo !== undefined) {
    keep((row) => columns.reported[row] === 1 && isBetween(columns.health[row], healthFrom, healthTo))
  }
  if (heardFrom !== undefined || heardTo !== undefined) {
    keep((row) => isBetween(now - (columns.lastOnline[row] ?? Number.NaN), heardFrom, heardTo))
  }
  if (ids !== undefined) {
    const wanted = new Set(ids.map((id) => table.indexOf(clientKey(id))))
    keep((row) => wanted.has(row))
  }
  return rows
}

function isBetween(value: number | undefined, from: number | undefined, to: number | undefined): boolean {
  return value !== undefined && value >= (from ?? Number.NEGATIVE_INFINITY) && value <= (to ?? Number.POSITIVE_INFINITY)
}

function wordsOf(q: string | undefined): readonly string[] {
  return (q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
}

/** The rows in which every word occurs; undefined where no word is given. */
function wordMatches(fleet: ShownFleet, words: readonly string[]): Uint8Array | undefined {
  const { columns, table } = fleet.index
  let rows: Uint8Array | undefined
  for (const word of words) {
    const found = new Uint8Array(columns.count)
    markTexts(fleet.index.search(), word, found)
    markWords(columns.device, word, found)
    markWords(fleet.os, word, found)
    for (const [row, name] of fleet.names) {
      const texts = [
        searched(name, table.idAt(row)),
        columns.device.words[columns.device.codes[row] ?? 0] ?? '',
        fleet.os.words[fleet.os.codes[row] ?? 0] ?? '',
      ]
      found[row] = texts.some((text) => text.toLowerCase().includes(word)) ? 1 : 0
    }
    if (rows === undefined) rows = found
    else for (let row = 0; row < found.length; row++) if (found[row] === 0) rows[row] = 0
  }
  return rows
}

/** One walk from hit to hit. No word has a line end in it, so that none is found across two rows. */
function markTexts(
  { text, ends }: { readonly text: string; readonly ends: Uint32Array },
  word: string,
  found: Uint8Array,
) {
  let row = 0
  for (let at = text.indexOf(word); at >= 0;) {
    while ((ends[row] ?? Number.POSITIVE_INFINITY) <= at) row++
    found[row] = 1
    at = text.indexOf(word, ends[row] ?? text.length)
  }
}

function markWords({ codes, words }: WordColumn, word: string, found: Uint8Array): void {
  const has = Uint8Array.from(words, (text) => (text.toLowerCase().includes(word) ? 1 : 0))
  if (!has.includes(1)) return
  for (let row = 0; row < found.length; row++) if (has[codes[row] ?? 0] === 1) found[row] = 1
}
