import type { PullTarget } from '../../pulls/pullState.ts'
import type { Cell, Matrix } from './matrixModel.ts'

/** What should be on the targets. */
export type Wanted =
  /** All that one of these servers has on its disk. */
  | { readonly kind: 'servers'; readonly ids: readonly string[]; readonly only: ReadonlySet<string> | null }
  | { readonly kind: 'models'; readonly ids: ReadonlySet<string> }

export const skipReasons = ['under-way', 'locked', 'not-offered', 'no-chip', 'no-answer', 'other'] as const
export type SkipReason = (typeof skipReasons)[number]

export interface PlannedPull extends PullTarget {
  readonly bytes: number | null
  /** Of the parameter count, not of a disk. */
  readonly isEstimate: boolean
}

export interface SkippedPull extends PullTarget {
  readonly why: SkipReason
}

export interface SamePlan {
  readonly pulls: readonly PlannedPull[]
  /** Wanted, and not to be had. */
  readonly skipped: readonly SkippedPull[]
  /** So many are there already. */
  readonly there: number
}

/**
 * Which pulls would bring what is wanted to the targets. It only ever adds: the servers have no call to delete.
 * `isUnderWay`: a pull of this console goes on for it.
 */
export function planSame(
  { columns, rows }: Matrix,
  wanted: Wanted,
  targets: readonly string[],
  isUnderWay: (target: PullTarget) => boolean,
): SamePlan {
  const places = new Map(columns.map(({ at }, index) => [at.id, index]))
  const isWanted = wantedBy(wanted, places)
  const pulls: PlannedPull[] = []
  const skipped: SkippedPull[] = []
  let there = 0
  for (const server of targets) {
    const place = places.get(server)
    const column = place === undefined ? undefined : columns[place]
    if (place === undefined || column === undefined) continue
    for (const { id: model, cells, sizeBytes, isSizeReal } of rows) {
      if (!isWanted(model, cells)) continue
      const cell = cells[place] ?? { kind: 'unknown' }
      const why = column.state === 'there' ? skipReason(cell) : 'no-answer'
      if (cell.kind === 'downloaded') there += 1
      else if (why !== null) skipped.push({ server, model, why })
      else if (isUnderWay({ server, model })) skipped.push({ server, model, why: 'under-way' })
      else pulls.push({ server, model, bytes: sizeBytes, isEstimate: !isSizeReal })
    }
  }
  return { pulls, skipped, there }
}

function wantedBy(
  wanted: Wanted,
  places: ReadonlyMap<string, number>,
): (model: string, cells: readonly Cell[]) => boolean {
  if (wanted.kind === 'models') return (model) => wanted.ids.has(model)
  const { ids, only } = wanted
  return (model, cells) =>
    (only === null || only.has(model)) &&
    ids.some((id) => {
      const place = places.get(id)
      return place !== undefined && cells[place]?.kind === 'downloaded'
    })
}

function skipReason({ kind }: Cell): SkipReason | null {
  switch (kind) {
    case 'locked':
    case 'not-offered':
    case 'no-chip':
    case 'other':
      return kind
    case 'unknown':
      return 'no-answer'
    case 'absent':
    case 'downloaded':
      return null
  }
}

export interface PlanTotal {
  readonly server: string
  readonly count: number
  /** Of those whose size is known. */
  readonly bytes: number
  readonly unknownSizes: number
  readonly isEstimate: boolean
}

/** What would be downloaded on each target, in the order of the targets; those with nothing are left out. */
export function totalsOf({ pulls }: SamePlan): readonly PlanTotal[] {
  const servers = [...new Set(pulls.map(({ server }) => server))]
  return servers.map((server) => {
    const those = pulls.filter((pull) => pull.server === server)
    return {
      server,
      count: those.length,
      bytes: those.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
      unknownSizes: those.filter(({ bytes }) => bytes === null).length,
      isEstimate: those.some(({ isEstimate, bytes }) => isEstimate && bytes !== null),
    }
  })
}
