import type { ClientTable } from './clientTable.ts'
import type { HistoryClient, HistoryRange, Outage } from './history.ts'
import { together } from './together.ts'

interface Unheard {
  readonly id: string
  readonly lastHeard: number
}

/**
 * Clients of the register that reported once, and are in no heartbeat of a range: heartbeats cannot tell of them. They
 * have been silent since the register last heard of them, at the latest since the range began.
 */
export function outagesUnheard(
  table: ClientTable,
  heard: readonly HistoryClient[],
  range: HistoryRange,
): readonly Outage[] {
  const known = new Set(heard.map(({ id }) => id))
  const unheard: Unheard[] = []
  for (let index = 0; index < table.length; index++) {
    const lastOnline = table.columns.lastOnline[index] ?? Number.NaN
    if (table.columns.reported[index] !== 1 || Number.isNaN(lastOnline)) continue
    const id = table.idAt(index)
    if (!known.has(id)) unheard.push({ id, lastHeard: lastOnline })
  }
  // The register's time also moves when somebody edits a client: such times say nothing about who fell silent together.
  const [before, edited] = [unheard.filter(isBefore(range)), unheard.filter((one) => !isBefore(range)(one))]
  const { groups, alone } = together(
    before.sort((a, b) => a.lastHeard - b.lastHeard),
    ({ lastHeard }) => lastHeard,
  )
  return [
    ...groups.map((group): Outage => ({
      from: group.at(-1)?.lastHeard ?? range.from,
      to: null,
      clients: group.map(({ id }) => id),
      kind: 'pipeline',
    })),
    ...alone.map(({ id, lastHeard }) => own(id, lastHeard)),
    ...edited.map(({ id }) => own(id, range.from)),
  ]
}

function isBefore({ from }: HistoryRange): (client: Unheard) => boolean {
  return ({ lastHeard }) => lastHeard <= from
}

function own(id: string, from: number): Outage {
  return { from, to: null, clients: [id], kind: 'client' }
}
