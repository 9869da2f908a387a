import type { ClientTable } from './clientTable.ts'
import { findings, type Findings } from './findings.ts'
import { judgeOf } from './fleetJudge.ts'

/** Sums over the status column and what needs a person, as of one answer. */
export interface FleetSummary {
  /** Online or active. */
  readonly online: number
  readonly maintenance: number
  /** Clients with at least one warning. */
  readonly warnings: number
  readonly findings: Findings
}

/** Of more findings than this nobody reads the names. */
const FINDINGS_AT_MOST = 20
const NONE: ReadonlySet<number> = new Set()

/** @param now by the server's clock */
export function fleetSummary(table: ClientTable, now: number): FleetSummary {
  const { codes, words } = table.columns.status
  const judge = judgeOf({ index: table, status: table.columns.status, overwritten: NONE }, now)
  const counts = new Uint32Array(words.length)
  let warnings = 0
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? 0
    counts[code] = (counts[code] ?? 0) + 1
    if (judge.warnings(row, code, judge.seen(row)) !== 0) warnings++
  }
  const countOf = (isMeant: (code: number) => boolean) =>
    counts.reduce((sum, count, code) => (isMeant(code) ? sum + count : sum), 0)
  return {
    online: countOf((code) => judge.isUp(code)),
    maintenance: countOf((code) => words[code] === 'maintenance'),
    warnings,
    findings: findings(table, now, FINDINGS_AT_MOST),
  }
}
