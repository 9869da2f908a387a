import type { WordColumn } from './clientTable.ts'
import type { FleetIndex } from './fleetIndex.ts'
import { judgeOf, SEEN, WARN_BITS } from './fleetJudge.ts'
import { questionOf } from './fleetQuestion.ts'
import { NOT_SAID, type Facet, type FleetFacets, type FleetFilter } from './fleetView.ts'
import type { ShownFleet } from './shownFleet.ts'
import { siteOf } from './site.ts'
import { WARNINGS } from './warnings.ts'

export interface FleetMatch {
  /** 1 for each row that passes. */
  readonly passes: Uint8Array
  readonly count: number
  readonly facets: FleetFacets
}

/** A site of which there are more than so many is no site but a name. */
const SITES_AT_MOST = 500

/** One walk over the fleet. A choice is counted where its own filter is the only one in the way. */
export function matchFleet(fleet: ShownFleet, filter: FleetFilter, now: number): FleetMatch {
  const { columns } = fleet.index
  const { count } = columns
  const judged = judgedOf(fleet, now)
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
    const seenCode = judged.seen[row] ?? 0
    const warnBits = judged.warnings[row] ?? 0

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

interface Judged {
  readonly now: number
  /** Index into `SEEN` and bits of `WARN_BITS`, by row. */
  readonly seen: Uint8Array
  readonly warnings: Uint8Array
}

const keptJudged = new WeakMap<FleetIndex, Judged>()

/** Kept with the fleet until its moment passes: a search asks with every key. What was written here makes it another. */
function judgedOf(fleet: ShownFleet, now: number): Judged {
  const { columns } = fleet.index
  const isKeepable = fleet.overwritten.size === 0 && fleet.status === columns.status
  const known = isKeepable ? keptJudged.get(fleet.index) : undefined
  if (known?.now === now) return known
  const judge = judgeOf(fleet, now)
  const seen = new Uint8Array(columns.count)
  const warnings = new Uint8Array(columns.count)
  for (let row = 0; row < columns.count; row++) {
    const seenCode = judge.seen(row)
    seen[row] = seenCode
    warnings[row] = judge.warnings(row, fleet.status.codes[row] ?? 0, seenCode)
  }
  const made = { now, seen, warnings }
  if (isKeepable) keptJudged.set(fleet.index, made)
  return made
}

function add(counts: Uint32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1
}

function countWith(counts: Uint32Array, bit: number): number {
  let sum = 0
  for (const [bits, count] of counts.entries()) if ((bits & bit) !== 0) sum += count
  return sum
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
