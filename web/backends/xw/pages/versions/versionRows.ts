import type { Endpoint } from '@/net/endpoint.ts'
import type { VersionsSearch } from '../../paths.ts'
import {
  runningVersion,
  setVersion,
  type VersionFacts,
  type VersionState,
  type VersionStateKind,
  versionState,
} from '../../schema/versionState.ts'
import { isChosen, matchesSearch } from '../matching.ts'

export const rowStates = [
  'no-answer',
  'not-installed',
  'reload-pending',
  'not-offered',
  'none-compatible',
  'newer',
  'up-to-date',
  'unknown',
] as const satisfies readonly (VersionStateKind | 'no-answer')[]
export type RowState = (typeof rowStates)[number]

/** One server and its versions. */
export interface VersionRow {
  readonly at: Endpoint
  readonly facts: VersionFacts
  /** Of the process; null where the server has not told. */
  readonly xw: string | null
  readonly state: VersionState
  readonly stateKind: RowState
  readonly set: string | null
  readonly running: string | null
  /** Some of it was said before this page was loaded, and not since. */
  readonly isKept: boolean
}

interface Said {
  readonly xw: string | undefined
  readonly facts: VersionFacts
  /** It cannot be spoken to now, whatever it said before. */
  readonly isAway: boolean
  readonly isKept?: boolean
}

export function versionRow(at: Endpoint, { xw, facts, isAway, isKept = false }: Said): VersionRow {
  const state = versionState(facts)
  return {
    at,
    facts,
    xw: xw ?? facts.list?.currentXw ?? null,
    state,
    stateKind: isAway ? 'no-answer' : state.kind,
    set: setVersion(facts),
    running: runningVersion(facts),
    isKept,
  }
}

export function filterVersions(rows: readonly VersionRow[], { q, state }: VersionsSearch): readonly VersionRow[] {
  return rows.filter(
    (row) =>
      isChosen(state, row.stateKind) &&
      matchesSearch(q, [row.at.label, row.at.id, row.xw, row.set, row.running, row.facts.config?.registry ?? null]),
  )
}

/** Of what a server is offered and can have, so many packages come without a checksum. */
export function unverifiedCount({ facts }: VersionRow): number {
  return facts.list?.compatible.filter(({ sha256 }) => sha256 === null).length ?? 0
}

/** How many versions the registry offers, compatible or not; null where the server has not told. */
export function offeredCount({ facts: { list } }: VersionRow): number | null {
  return list === undefined ? null : list.compatible.length + list.incompatible.length
}
