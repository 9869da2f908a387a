import type { ClientColumns } from './clientTable.ts'
import { HEARTBEAT_INTERVAL_MS, SILENCE_MS } from './interval.ts'
import type { ShownFleet } from './shownFleet.ts'
import { DISK_FULL_PERCENT, type Seen } from './silence.ts'
import type { WarnFilter } from './warnings.ts'

/** `Seen` by its code. */
export const SEEN = ['now', 'late', 'silent', 'never'] as const satisfies readonly Seen[]
const [NOW, LATE, SILENT, NEVER] = [0, 1, 2, 3]

const ANY = 1
const ERROR = 2
const UNHEARD = 4
const DISK = 8
const OVERWRITTEN = 16
export const WARN_BITS: Readonly<Record<WarnFilter, number>> = {
  any: ANY,
  error: ERROR,
  silent: UNHEARD,
  disk: DISK,
  overwritten: OVERWRITTEN,
}

export interface Judge {
  /** Index into `SEEN`, by the rules of `seen`. */
  readonly seen: (row: number) => number
  /** Bits of `WARN_BITS`, by the rules of `warningsOf`. */
  readonly warnings: (row: number, statusCode: number, seenCode: number) => number
  readonly isUp: (statusCode: number) => boolean
}

/** As much of a fleet as is judged: the overview's figures come without what puts one in order. */
export interface JudgedFleet extends Pick<ShownFleet, 'status' | 'overwritten'> {
  readonly index: { readonly columns: ClientColumns }
}

/** What `seen` and `warningsOf` say of a client, said of a row of columns. */
export function judgeOf(fleet: JudgedFleet, now: number): Judge {
  const { columns } = fleet.index
  const { words } = fleet.status
  const isUp = Uint8Array.from(words, (word) => (word === 'online' || word === 'active' ? 1 : 0))
  const isError = Uint8Array.from(words, (word) => (word === 'error' ? 1 : 0))
  const hasOverwritten = fleet.overwritten.size > 0
  const { lastOnline, reported, storage } = columns
  return {
    seen: (row) => seenAt(lastOnline, reported, row, now),
    warnings: (row, statusCode, seenCode) => {
      let bits = 0
      if (isError[statusCode] === 1) bits |= ERROR
      if (seenCode === SILENT && isUp[statusCode] === 1) bits |= UNHEARD
      if ((storage[row] ?? 0) >= DISK_FULL_PERCENT) bits |= DISK
      if (hasOverwritten && fleet.overwritten.has(row)) bits |= OVERWRITTEN
      return bits === 0 ? 0 : bits | ANY
    },
    isUp: (statusCode) => isUp[statusCode] === 1,
  }
}

export const SILENT_CODE = SILENT

function seenAt(
  lastOnline: ClientColumns['lastOnline'],
  reported: ClientColumns['reported'],
  row: number,
  now: number,
): number {
  const at = lastOnline[row] ?? Number.NaN
  if (Number.isNaN(at) || reported[row] !== 1) return NEVER
  const ageMs = now - at
  if (ageMs <= HEARTBEAT_INTERVAL_MS) return NOW
  return ageMs <= SILENCE_MS ? LATE : SILENT
}
