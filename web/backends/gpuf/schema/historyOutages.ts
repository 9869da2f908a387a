import { nearestRank } from '@/lib/quantile.ts'
import { SILENCE_MS } from './interval.ts'
import type { HistoryRange, Outage } from './history.ts'
import type { HistoryColumns } from './historyColumns.ts'
import { together } from './together.ts'

interface Silence {
  readonly client: string
  readonly from: number
  readonly to: number | null
}

/**
 * When clients were silent for longer than two and a half heartbeat intervals: from the last heartbeat to the next, or
 * still at the end. Before its first heartbeat a client does not count, it may not have been registered; unless it is
 * known to have been.
 *
 * @param end of the range, or the server's now where that is earlier: silence is judged by it
 * @param since when clients were registered, as far as that is known, in milliseconds since the epoch
 */
export function outages(
  columns: HistoryColumns,
  { from: begin, to: end }: HistoryRange,
  since: ReadonlyMap<string, number> = new Map(),
): readonly Outage[] {
  const silences = [...silencesOf(columns, begin, end, since), ...neverHeard(columns, begin, end, since)]
  silences.sort((a, b) => a.from - b.from)
  const { groups, alone } = together(silences, ({ from }) => from)
  return [...groups.flatMap(pipeline), ...alone.map(ownOutage)].sort((a, b) => a.from - b.from)
}

function* silencesOf(
  { ids, starts, t }: HistoryColumns,
  begin: number,
  end: number,
  since: ReadonlyMap<string, number>,
): Generator<Silence> {
  for (const [index, client] of ids.entries()) {
    const last = starts[index + 1] ?? 0
    let before = Math.max(begin, since.get(client) ?? Infinity)
    for (let row = starts[index] ?? 0; row < last; row++) {
      const at = t[row] ?? 0
      if (at - before > SILENCE_MS && at > begin && before <= end) yield { client, from: before, to: at }
      before = at
    }
    if (end - before > SILENCE_MS) yield { client, from: before, to: null }
  }
}

/** Clients that should have been heard, and were not once. */
function* neverHeard(
  { ids }: HistoryColumns,
  begin: number,
  end: number,
  since: ReadonlyMap<string, number>,
): Generator<Silence> {
  const heard = new Set(ids)
  for (const [client, registered] of since) {
    const from = Math.max(begin, registered)
    if (!heard.has(client) && end - from > SILENCE_MS) yield { client, from, to: null }
  }
}

function ownOutage({ client, from, to }: Silence): Outage {
  return { from, to, clients: [client], kind: 'client' }
}

/**
 * Many silences as one. It began when the last of them was heard, and is over when half of them are heard again: who
 * stays silent for much longer has a trouble of its own, which goes on from there.
 */
function pipeline(silences: readonly Silence[]): Outage[] {
  const from = silences.at(-1)?.from ?? 0
  const ends = silences.map(({ to }) => to ?? Infinity).sort((a, b) => a - b)
  const end = ends[nearestRank(0.5, ends.length)] ?? Infinity
  const own = silences.filter(({ to }) => (to ?? Infinity) - end > SILENCE_MS)
  const clients = silences.map(({ client }) => client)
  return [
    { from, to: end === Infinity ? null : end, clients, kind: 'pipeline' },
    ...own.map(({ client, to }) => ownOutage({ client, from: end, to })),
  ]
}
