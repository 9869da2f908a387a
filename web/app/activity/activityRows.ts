import type { ChangeGroup } from '@/net/changeGroup.ts'
import { type ActivityEntry, type ActivityOutcomeKind, outcomeKinds } from './activityEntry.ts'

/** Changes that were asked for together, as one row. */
export interface ActivityGroupRow {
  readonly kind: 'group'
  readonly group: ChangeGroup
  /** What was changed: instances, clients, servers, pulls. One that was asked twice counts once. */
  readonly count: number
  /** How the last change of each ended, in the order of `outcomeKinds`; none that is 0. */
  readonly tally: readonly OutcomeCount[]
  /** Those that the filters leave, newest first. */
  readonly entries: readonly ActivityEntry[]
  /** All that are kept, in the order of asking. */
  readonly all: readonly [ActivityEntry, ...ActivityEntry[]]
  readonly isOpen: boolean
}

export interface OutcomeCount {
  readonly kind: ActivityOutcomeKind
  readonly count: number
}

export type ActivityRow =
  | ActivityGroupRow
  | {
      readonly kind: 'entry'
      readonly entry: ActivityEntry
      /** Below the row of its group. */
      readonly isPart: boolean
    }

/**
 * One row for each change, and for each group of them; below one that is open, those of it that are shown.
 *
 * @param shown newest first
 * @param all all that are kept, in the order of asking
 */
export function activityRows(
  shown: readonly ActivityEntry[],
  all: readonly ActivityEntry[],
  open: readonly string[],
): readonly ActivityRow[] {
  const members = byGroup(all)
  const shownOf = byGroup(shown)
  const seen = new Set<string>()
  return shown.flatMap((entry): readonly ActivityRow[] => {
    const { group } = entry
    const [first, ...others] = group ? (members.get(group.id) ?? []) : []
    const last = first && lastOfEach([first, ...others])
    // One that nothing else came with is a change like any other.
    if (!group || first === undefined || last === undefined || last.length < 2) {
      return [{ kind: 'entry', entry, isPart: false }]
    }
    if (seen.has(group.id)) return []
    seen.add(group.id)
    const entries = shownOf.get(group.id) ?? []
    const isOpen = open.includes(group.id)
    const tally = tallyOf(last)
    const parts = isOpen ? entries.map((part): ActivityRow => ({ kind: 'entry', entry: part, isPart: true })) : []
    return [{ kind: 'group', group, count: last.length, tally, entries, all: [first, ...others], isOpen }, ...parts]
  })
}

function byGroup(entries: readonly ActivityEntry[]): ReadonlyMap<string, readonly ActivityEntry[]> {
  const groups = new Map<string, ActivityEntry[]>()
  for (const entry of entries) {
    if (!entry.group) continue
    const known = groups.get(entry.group.id)
    if (known) known.push(entry)
    else groups.set(entry.group.id, [entry])
  }
  return groups
}

/** A pull that was taken up again, or the steps of a server's update, are one. */
function lastOfEach(entries: readonly ActivityEntry[]): readonly ActivityEntry[] {
  const last = new Map<string, ActivityEntry>()
  for (const entry of entries) {
    const { server, target, group } = entry
    const unit = group?.kind === 'xw.update' ? '' : (target ?? entry.body ?? '')
    last.set(`${server.kind}/${server.id} ${unit}`, entry)
  }
  return [...last.values()]
}

function tallyOf(entries: readonly ActivityEntry[]): readonly OutcomeCount[] {
  return outcomeKinds.flatMap((kind) => {
    const count = entries.filter(({ outcome }) => outcome.kind === kind).length
    return count === 0 ? [] : [{ kind, count }]
  })
}

/** From the first of them to the end of the last, in milliseconds; null while one of them is under way. */
export function spanOf(all: ActivityGroupRow['all']): number | null {
  if (all.some(({ outcome }) => outcome.kind === 'under-way')) return null
  const end = Math.max(...all.map(({ at, tookMs }) => at + (tookMs ?? 0)))
  return Math.max(0, end - all[0].at)
}
