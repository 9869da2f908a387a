import { clientKey } from './values.ts'
import { searched } from './fleetIndex.ts'
import { NOT_SAID, type Facet, type FleetFacets, type FleetFilter } from './fleetView.ts'
import { HEARTBEAT_INTERVAL_MS, SILENCE_MS } from './interval.ts'
import type { ShownFleet } from './shownFleet.ts'
import { DISK_FULL_PERCENT, type Seen } from './silence.ts'
import { siteOf } from './site.ts'
import { WARNINGS, type WarnFilter } from './warnings.ts'
import type { ClientColumns, WordColumn } from './clientTable.ts'

export interface FleetMatch {
  /** 1 for each row that passes. */
  readonly passes: Uint8Array
  readonly count: number
  readonly facets: FleetFacets
}

const SEEN = ['now', 'late', 'silent', 'never'] as const satisfies readonly Seen[]
const [NOW, LATE, SILENT, NEVER] = [0, 1, 2, 3]

const ANY = 1
const ERROR = 2
const UNHEARD = 4
const DISK = 8
const OVERWRITTEN = 16
const WARN_BITS: Readonly<Record<WarnFilter, number>> = {
  any: ANY,
  error: ERROR,
  silent: UNHEARD,
  disk: DISK,
  overwritten: OVERWRITTEN,
}

/** A site of which there are more than so many is no site but a name. */
const SITES_AT_MOST = 500

/** One walk over the fleet. A choice is counted where its own filter is the only one in the way. */
export function matchFleet(fleet: ShownFleet, filter: FleetFilter, now: number): FleetMatch {
  const { columns } = fleet.index
  const { count } = columns
  const judge = judgeOf(fleet, now)
  const passes = new Uint8Array(count)
  const inQuestion = questionOf(fleet, filter, now)
  const site = fleet.site()
  const status = allowed(fleet.status, filter.status)
  const os = allowed(fleet.os, filter.os)
  const device = allowed(columns.device, filter.device)
  const sites = siteFilter(fleet, site, filter.site)
  const seenAllowed = filter.seen && SEEN.map((seen) => (filter.seen?.includes(seen) ? 1 : 0))
  const warnBit = filter.warn === undefined ? 0 : WARN_BITS[filter.warn]

  const statusCounts = new Uint32Array(fleet.status.words.length)
  const osCounts = new Uint32Array(fleet.os.words.length)
  const deviceCounts = new Uint32Array(columns.device.words.length)
  const siteCounts = new Uint32Array(site.words.length)
  const seenCounts = new Uint32Array(SEEN.length)
  const warnCounts = new Uint32Array(32)
  let passed = 0

  for (let row = 0; row < count; row++) {
    if (inQuestion !== undefined && inQuestion[row] === 0) continue
    const statusCode = fleet.status.codes[row] ?? 0
    const osCode = fleet.os.codes[row] ?? 0
    const deviceCode = columns.device.codes[row] ?? 0
    const siteCode = site.codes[row] ?? 0
    const seenCode = judge.seen(row)
    const warnBits = judge.warnings(row, statusCode, seenCode)

    let fails = 0
    if (status !== undefined && status[statusCode] === 0) fails |= 1
    if (os !== undefined && os[osCode] === 0) fails |= 2
    if (device !== undefined && device[deviceCode] === 0) fails |= 4
    if (seenAllowed !== undefined && seenAllowed[seenCode] === 0) fails |= 8
    if (warnBit !== 0 && (warnBits & warnBit) === 0) fails |= 16
    if (sites !== undefined && sites(row, siteCode) === 0) fails |= 32

    if (fails === 0) {
      passes[row] = 1
      passed++
    }
    if ((fails & ~1) === 0) add(statusCounts, statusCode)
    if ((fails & ~2) === 0) add(osCounts, osCode)
    if ((fails & ~4) === 0) add(deviceCounts, deviceCode)
    if ((fails & ~8) === 0) add(seenCounts, seenCode)
    if ((fails & ~16) === 0) add(warnCounts, warnBits)
    if ((fails & ~32) === 0) add(siteCounts, siteCode)
  }

  const { compare } = fleet.index
  return {
    passes,
    count: passed,
    facets: {
      status: wordFacets(fleet.status, statusCounts, filter.status, compare),
      os: wordFacets(fleet.os, osCounts, filter.os, compare),
      device: wordFacets(columns.device, deviceCounts, filter.device, compare),
      seen: SEEN.map((value, code) => ({ value, count: seenCounts[code] ?? 0 })),
      warn: WARNINGS.map((value) => ({ value, count: countWith(warnCounts, WARN_BITS[value]) })),
      site: mostOf(wordFacets(site, siteCounts, filter.site === undefined ? [] : [filter.site], compare)),
    },
  }
}

function add(counts: Uint32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1
}

function countWith(counts: Uint32Array, bit: number): number {
  let sum = 0
  for (const [bits, count] of counts.entries()) if ((bits & bit) !== 0) sum += count
  return sum
}

export interface Judge {
  /** Index into `SEEN`, by the rules of `seen`. */
  readonly seen: (row: number) => number
  /** Bits of `WARN_BITS`, by the rules of `warningsOf`. */
  readonly warnings: (row: number, statusCode: number, seenCode: number) => number
  readonly isUp: (statusCode: number) => boolean
}

/** What `seen` and `warningsOf` say of a client, said of a row of columns. */
export function judgeOf(fleet: ShownFleet, now: number): Judge {
  const { columns } = fleet.index
  const { words } = fleet.status
  const isUp = Uint8Array.from(words, (word) => (word === 'online' || word === 'active' ? 1 : 0))
  const isError = Uint8Array.from(words, (word) => (word === 'error' ? 1 : 0))
  const hasOverwritten = fleet.overwritten.size > 0
  const { lastOnline, reported, storage } = columns
  return {
    seen: (row) => seenAt(lastOnline, reported, row, now),
    warnings: (row, statusCode, seenCode) => {
      let bits = 0
      if (isError[statusCode] === 1) bits |= ERROR
      if (seenCode === SILENT && isUp[statusCode] === 1) bits |= UNHEARD
      if ((storage[row] ?? 0) >= DISK_FULL_PERCENT) bits |= DISK
      if (hasOverwritten && fleet.overwritten.has(row)) bits |= OVERWRITTEN
      return bits === 0 ? 0 : bits | ANY
    },
    isUp: (statusCode) => isUp[statusCode] === 1,
  }
}

export const SILENT_CODE = SILENT

function seenAt(
  lastOnline: ClientColumns['lastOnline'],
  reported: ClientColumns['reported'],
  row: number,
  now: number,
): number {
  const at = lastOnline[row] ?? Number.NaN
  if (Number.isNaN(at) || reported[row] !== 1) return NEVER
  const ageMs = now - at
  if (ageMs <= HEARTBEAT_INTERVAL_MS) return NOW
  return ageMs <= SILENCE_MS ? LATE : SILENT
}

function allowed({ words }: WordColumn, wanted: readonly string[] | undefined): Uint8Array | undefined {
  if (wanted === undefined) return undefined
  const set = new Set(wanted)
  return Uint8Array.from(words, (word) => (set.has(word === '' ? NOT_SAID : word) ? 1 : 0))
}

/** A site as it is, or the beginning of a name where the text is more than a site can be. */
function siteFilter(
  fleet: ShownFleet,
  { words }: WordColumn,
  wanted: string | undefined,
): ((row: number, siteCode: number) => number) | undefined {
  if (wanted === undefined || wanted === '') return undefined
  if (wanted === NOT_SAID || siteOf(wanted) === wanted) {
    const isWanted = Uint8Array.from(words, (word) => ((word === '' ? NOT_SAID : word) === wanted ? 1 : 0))
    return (_row, code) => isWanted[code] ?? 0
  }
  const start = wanted.toLowerCase()
  const { text, ends } = fleet.index.search()
  return (row) => {
    const name = fleet.names.get(row)
    if (name !== undefined) return name.toLowerCase().startsWith(start) ? 1 : 0
    return text.startsWith(start, row === 0 ? 0 : ends[row - 1]) ? 1 : 0
  }
}

/** The filters that have no choices to count. Undefined where there are none. */
function questionOf(fleet: ShownFleet, filter: FleetFilter, now: number): Uint8Array | undefined {
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

export function wordsOf(q: string | undefined): readonly string[] {
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

/** What occurs, and what was chosen though it does not. */
function wordFacets(
  { words }: WordColumn,
  counts: Uint32Array,
  chosen: readonly string[] | undefined,
  compare: (a: string, b: string) => number,
): Facet[] {
  const facets = new Map<string, number>()
  for (const [code, count] of counts.entries()) {
    if (count === 0) continue
    // A server that writes the same sign itself means the same by it.
    const value = words[code] || NOT_SAID
    facets.set(value, (facets.get(value) ?? 0) + count)
  }
  for (const value of chosen ?? []) if (!facets.has(value)) facets.set(value, 0)
  return Array.from(facets, ([value, count]) => ({ value, count })).sort(
    (a, b) => compare(a.value, b.value) || (a.value < b.value ? -1 : 1),
  )
}

function mostOf(facets: readonly Facet[]): readonly Facet[] {
  if (facets.length <= SITES_AT_MOST) return facets
  const most = new Set(facets.toSorted((a, b) => b.count - a.count).slice(0, SITES_AT_MOST))
  return facets.filter((facet) => most.has(facet))
}
