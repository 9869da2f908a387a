import { goesOn, type ShownPull } from '../../pulls/pullList.ts'
import { pullKey } from '../../pulls/pullState.ts'
import type { Matrix } from './matrixModel.ts'
import type { SameRun } from './sameRuns.ts'

export interface SameProgress {
  readonly done: number
  readonly running: readonly ShownPull[]
  readonly waiting: readonly ShownPull[]
  readonly failed: readonly ShownPull[]
  /** Cancelled, or of a page that is gone. */
  readonly stopped: number
}

/** How far the pulls of a run are, by the pulls and, where a pull is forgotten, by what the servers have. */
export function sameProgress(
  { targets }: SameRun,
  pulls: readonly ShownPull[],
  { columns, rows }: Matrix,
): SameProgress {
  const byKey = new Map(pulls.map((pull) => [pull.key, pull]))
  const places = new Map(columns.map(({ at }, index) => [at.id, index]))
  const byModel = new Map(rows.map((row) => [row.id, row]))
  const running: ShownPull[] = []
  const waiting: ShownPull[] = []
  const failed: ShownPull[] = []
  let done = 0
  let stopped = 0
  for (const target of targets) {
    const pull = byKey.get(pullKey(target))
    const cell = byModel.get(target.model)?.cells[places.get(target.server) ?? -1]
    if (pull?.phase === 'finished') done += 1
    else if (pull?.phase === 'queued') waiting.push(pull)
    else if (pull !== undefined && goesOn(pull)) running.push(pull)
    else if (cell?.kind === 'downloaded') done += 1
    else if (pull !== undefined && pull.phase !== 'cancelled') failed.push(pull)
    else stopped += 1
  }
  return { done, running, waiting, failed, stopped }
}
