import { wordAt, type WordColumn } from './clientTable.ts'
import { codeOf, type FleetIndex } from './fleetIndex.ts'
import { markOf, type PendingWrite, type WrittenFields } from './pendingWrites.ts'
import { siteOf } from './site.ts'

/** What a write of ours does to how its client is shown. */
export interface FleetWrite {
  readonly clientId: string
  /** Shown in place of what the server says. */
  readonly fields: WrittenFields
  readonly overwritten: boolean
}

const NO_FIELDS: WrittenFields = {}

/** The writes that change what is shown at `now`, by this browser's clock. */
export function fleetWrites(writes: readonly PendingWrite[], now: number): readonly FleetWrite[] {
  return writes.flatMap((write): FleetWrite[] => {
    const mark = markOf(write, now)
    if (mark?.kind === 'pending') return [{ clientId: write.clientId, fields: mark.fields, overwritten: false }]
    if (mark?.kind !== 'overwritten') return []
    return [{ clientId: write.clientId, fields: NO_FIELDS, overwritten: true }]
  })
}

/** A fleet as it is shown: what the server says, and over it what was written here. */
export interface ShownFleet {
  readonly index: FleetIndex
  readonly status: WordColumn
  readonly os: WordColumn
  readonly site: () => WordColumn
  /** Names by row, where they were written here. */
  readonly names: ReadonlyMap<number, string>
  readonly overwritten: ReadonlySet<number>
}

export function shownFleet(index: FleetIndex, writes: readonly FleetWrite[]): ShownFleet {
  const { columns, table } = index
  const names = new Map<number, string>()
  const statuses = new Map<number, string>()
  const systems = new Map<number, string>()
  const overwritten = new Set<number>()
  for (const { clientId, fields, overwritten: isOverwritten } of writes) {
    const row = table.indexOf(clientId)
    if (row < 0) continue
    if (isOverwritten) overwritten.add(row)
    if (fields.name !== undefined) names.set(row, fields.name)
    if (fields.status !== undefined) statuses.set(row, fields.status)
    if (fields.os !== undefined) systems.set(row, fields.os ?? '')
  }
  return {
    index,
    status: withWords(columns.status, statuses),
    os: withWords(columns.os, systems),
    site: () => withWords(index.sites(), new Map([...names].map(([row, name]) => [row, siteOf(name)]))),
    names,
    overwritten,
  }
}

function withWords(column: WordColumn, written: ReadonlyMap<number, string>): WordColumn {
  const changed = [...written].filter(([row, word]) => wordAt(column, row) !== word)
  if (changed.length === 0) return column
  const words = [...column.words]
  const known = new Map(words.map((word, code) => [word, code]))
  const codes = column.codes.slice()
  for (const [row, word] of changed) codes[row] = codeOf(word, words, known)
  return { codes, words }
}
