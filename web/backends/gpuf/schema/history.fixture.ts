import { HistoryBuilder, type HistoryColumns } from './historyColumns.ts'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export interface Beat {
  readonly clientId: string
  readonly clientName?: string | null
  /** Milliseconds. */
  readonly at: number
  readonly cpu?: number | null
  readonly memory?: number | null
  readonly disk?: number | null
  readonly upBytes?: number | null
  readonly downBytes?: number | null
}

export function beat(minutes: number, changes: Partial<Beat> = {}): Beat {
  return {
    clientId: 'a',
    clientName: null,
    at: minutes * MINUTE,
    cpu: 10,
    memory: 20,
    disk: 30,
    upBytes: 0,
    downBytes: 1200,
    ...changes,
  }
}

/** Every two minutes over an hour, of one client. */
export function steady(changes: (minutes: number) => Partial<Beat> = () => ({})): Beat[] {
  return Array.from({ length: 31 }, (_, index) => beat(index * 2, changes(index * 2)))
}

/** As a server sends them: newest first. */
export function columnsOf(beats: readonly Beat[]): HistoryColumns {
  return inOrder(beats.toSorted((a, b) => b.at - a.at))
}

/** In the order given. */
export function inOrder(beats: readonly Beat[]): HistoryColumns {
  const builder = new HistoryBuilder()
  for (const { clientId, clientName = null, at, cpu, memory, disk, upBytes, downBytes } of beats) {
    const client = builder.clientOf(clientId)
    builder.add(client, clientName, at, said(cpu), said(memory), said(disk), said(upBytes), said(downBytes))
  }
  return builder.build()
}

function said(value: number | null | undefined): number {
  return value ?? Number.NaN
}
