import type { WordColumn } from './clientTable.ts'
import { judgeOf, SILENT_CODE } from './fleetJudge.ts'
import { NOT_SAID, type FleetGroup, type GroupBy } from './fleetView.ts'
import type { ShownFleet } from './shownFleet.ts'

const SUMS = ['count', 'online', 'silent', 'warnings', 'reported', 'tflops', 'cpu', 'memory', 'health'] as const

/** Sums over `rows`, the largest group first. */
export function groupsOf(fleet: ShownFleet, rows: Uint32Array, by: GroupBy, now: number): readonly FleetGroup[] {
  const { columns, compare } = fleet.index
  const { codes, words } = columnOf(fleet, by)
  const judge = judgeOf(fleet, now)
  const sums = new Float64Array(words.length * SUMS.length)
  const dash = words.indexOf(NOT_SAID)
  for (const row of rows) {
    const code = codes[row] ?? 0
    const at = (code === dash ? 0 : code) * SUMS.length
    const statusCode = fleet.status.codes[row] ?? 0
    const seenCode = judge.seen(row)
    add(sums, at, 1)
    if (judge.isUp(statusCode)) add(sums, at + 1, 1)
    if (seenCode === SILENT_CODE) add(sums, at + 2, 1)
    if (judge.warnings(row, statusCode, seenCode) !== 0) add(sums, at + 3, 1)
    if (columns.reported[row] !== 1) continue
    add(sums, at + 4, 1)
    add(sums, at + 5, columns.tflops[row] ?? 0)
    add(sums, at + 6, columns.cpu[row] ?? 0)
    add(sums, at + 7, columns.memory[row] ?? 0)
    add(sums, at + 8, columns.health[row] ?? 0)
  }
  const groups: FleetGroup[] = []
  for (const [code, word] of words.entries()) {
    const at = code * SUMS.length
    const [count = 0, online = 0, silent = 0, warnings = 0, reported = 0, tflops = 0, cpu = 0, memory = 0, health = 0] =
      sums.subarray(at, at + SUMS.length)
    if (count === 0) continue
    const mean = (sum: number) => (reported === 0 ? null : sum / reported)
    groups.push({
      value: word === '' ? NOT_SAID : word,
      count,
      online,
      silent,
      warnings,
      tflops,
      cpu: mean(cpu),
      memory: mean(memory),
      health: mean(health),
    })
  }
  return groups.sort((a, b) => b.count - a.count || compare(a.value, b.value))
}

function add(sums: Float64Array, at: number, value: number): void {
  sums[at] = (sums[at] ?? 0) + value
}

function columnOf(fleet: ShownFleet, by: GroupBy): WordColumn {
  switch (by) {
    case 'status':
      return fleet.status
    case 'device':
      return fleet.index.columns.device
    case 'os':
      return fleet.os
    case 'site':
      return fleet.site()
  }
}
