import { compareVersions, isNewer } from '../../schema/compareVersions.ts'
import type { Package } from '../../schema/update.ts'
import { offerOf } from '../../schema/versionState.ts'
import type { VersionRow } from './versionRows.ts'

/** What going to a version means for one server. */
export type Fate =
  | { readonly kind: 'update' | 'back'; readonly offered: Package | null }
  /** Set already, and not yet running. */
  | { readonly kind: 'reload' }
  | { readonly kind: 'there' }
  | { readonly kind: 'not-offered' }
  | { readonly kind: 'incompatible'; readonly needs: string | null }
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'busy' }

export interface PlannedServer {
  readonly row: VersionRow
  readonly fate: Fate
}

/** Whether something would be done on the server. */
export function isDone({ kind }: Fate): boolean {
  return kind === 'update' || kind === 'back' || kind === 'reload'
}

export function planBring(
  rows: readonly VersionRow[],
  version: string,
  isBusy: (server: string) => boolean,
): readonly PlannedServer[] {
  return rows.map((row) => ({ row, fate: isBusy(row.at.id) ? { kind: 'busy' } : fateOf(row, version) }))
}

export function fateOf(row: VersionRow, version: string): Fate {
  if (row.stateKind === 'no-answer') return { kind: 'no-answer' }
  const { facts, set, running } = row
  const has = ({ version: other }: Package): boolean => other === version
  switch (offerOf(facts, version)) {
    case 'set':
      return running !== null && running !== version ? { kind: 'reload' } : { kind: 'there' }
    case 'offered':
    case 'installed':
      return {
        kind: set !== null && isNewer(set, version) ? 'back' : 'update',
        offered: facts.list?.compatible.find(has) ?? null,
      }
    case 'incompatible':
      return { kind: 'incompatible', needs: facts.list?.incompatible.find(has)?.minXwVersion ?? null }
    case 'not-offered':
      return { kind: 'not-offered' }
    case 'unknown':
      return { kind: 'no-answer' }
  }
}

export interface VersionChoice {
  readonly version: string
  /** So many of the servers can have it, those that have it already included. */
  readonly count: number
}

/** Every version that one of the servers could go to, or is at, newest first. */
export function versionChoices(rows: readonly VersionRow[]): readonly VersionChoice[] {
  const versions = new Set(
    rows.flatMap(({ facts: { list }, set }) => [
      ...(list?.compatible.map(({ version }) => version) ?? []),
      ...(list?.installed ?? []),
      ...(set === null ? [] : [set]),
    ]),
  )
  const canHave = (version: string): number =>
    rows.filter((row) => {
      const { kind } = fateOf(row, version)
      return kind === 'update' || kind === 'back' || kind === 'reload' || kind === 'there'
    }).length
  return [...versions]
    .sort((a, b) => compareVersions(b, a))
    .map((version) => ({ version, count: canHave(version) }))
    .filter(({ count }) => count > 0)
}
