import { clientChanges, modelsText, type Change, type ChangeField, type Looks } from './changeLog.ts'
import { textAt, wordAt, type ClientColumns, type ClientTable, type WordColumn } from './clientTable.ts'
import { SILENCE_MS } from './interval.ts'

/** Rows that are compared in one go: some two milliseconds' work. */
const SLICE = 5_000

const NO_ROW = -1

/**
 * What has become of every client from one list to the next, as `clientChanges` would say it of each, slice by slice.
 * Columns are compared as columns: a word is a number, and what is the same throughout is not looked at row by row.
 */
export function* tableChanges(before: ClientTable, after: ClientTable, looks: Looks): Generator<readonly Change[]> {
  const compare = comparison(before.columns, after.columns, looks)
  const isSameIds = before.columns.id.text === after.columns.id.text && before.length === after.length
  const seen = isSameIds ? null : new Uint8Array(before.length)
  for (let start = 0; start < after.length; start += SLICE) {
    const found: Change[] = []
    for (let row = start; row < Math.min(after.length, start + SLICE); row++) {
      const was = isSameIds ? row : placeOf(before, after, row)
      if (was === NO_ROW) {
        const client = after.client(row)
        if (client) found.push(...clientChanges(null, client, looks))
        continue
      }
      if (seen) seen[was] = 1
      compare(was, row, found)
    }
    yield found
  }
  if (seen) yield* left(before, seen, looks)
}

/** In both lists a client is mostly at the same place, or near it; the table knows where else. */
function placeOf(before: ClientTable, after: ClientTable, row: number): number {
  const id = after.idAt(row)
  return row < before.length && before.idAt(row) === id ? row : before.indexOf(id)
}

function* left(before: ClientTable, seen: Uint8Array, looks: Looks): Generator<readonly Change[]> {
  for (let start = 0; start < seen.length; start += SLICE) {
    const found: Change[] = []
    for (let row = start; row < Math.min(seen.length, start + SLICE); row++) {
      if (seen[row] === 1) continue
      const client = before.client(row)
      if (client) found.push(...clientChanges(client, null, looks))
    }
    yield found
  }
}

/** Adds what differs between a row of the one and a row of the other. */
type Compare = (was: number, is: number, found: Change[]) => void

function comparison(before: ClientColumns, after: ClientColumns, looks: Looks): Compare {
  const status = wordsDiffer(before.status, after.status)
  const os = wordsDiffer(before.os, after.os)
  const device = wordsDiffer(before.device, after.device)
  const models = modelsDiffer(before, after)
  const heardBefore = heardIn(before, looks.before.serverNow)
  const heardAfter = heardIn(after, looks.after.serverNow)
  return (was, is, found) => {
    const isRenamed = textAt(before.name, was) !== textAt(after.name, is)
    const from = heardBefore(was)
    const to = heardAfter(is)
    if (!isRenamed && from === to && !status(was, is) && !os(was, is) && !device(was, is) && !models(was, is)) return
    const add = (field: ChangeField, old: string | null, now: string | null) => {
      found.push({
        clientId: textAt(after.id, is),
        clientName: textAt(after.name, is),
        field,
        from: old,
        to: now,
        after: looks.before.at,
        by: looks.after.at,
        own: false,
      })
    }
    if (status(was, is)) add('status', wordAt(before.status, was), wordAt(after.status, is))
    if (isRenamed) add('name', textAt(before.name, was), textAt(after.name, is))
    if (os(was, is)) add('os', wordAt(before.os, was) || null, wordAt(after.os, is) || null)
    if (device(was, is)) add('device', wordAt(before.device, was) || null, wordAt(after.device, is) || null)
    if (models(was, is)) {
      const [old, now] = [modelsAt(before, was), modelsAt(after, is)]
      if (old !== now) add('models', old, now)
    }
    if (from !== to) add('heard', from, to)
  }
}

type Differ = (was: number, is: number) => boolean

/** The dictionaries of two lists name the same words by other numbers: they are brought together once. */
function wordsDiffer(before: WordColumn, after: WordColumn): Differ {
  const codeOf = new Map(after.words.map((word, code) => [word, code]))
  const codes = Int32Array.from(before.words, (word) => codeOf.get(word) ?? NO_ROW)
  return (was, is) => codes[before.codes[was] ?? 0] !== after.codes[is]
}

/** True also for the same models in another order: who asks looks closer. */
function modelsDiffer({ models: before }: ClientColumns, { models: after }: ClientColumns): Differ {
  const differ = wordsDiffer(before.id, after.id)
  return (was, is) => {
    const start = was === 0 ? 0 : (before.ends[was - 1] ?? 0)
    const other = is === 0 ? 0 : (after.ends[is - 1] ?? 0)
    const count = (before.ends[was] ?? 0) - start
    if (count !== (after.ends[is] ?? 0) - other) return true
    for (let place = 0; place < count; place++) if (differ(start + place, other + place)) return true
    return false
  }
}

function modelsAt({ models }: ClientColumns, row: number): string | null {
  const start = row === 0 ? 0 : (models.ends[row - 1] ?? 0)
  const ids: string[] = []
  for (let place = start; place < (models.ends[row] ?? 0); place++) ids.push(wordAt(models.id, place))
  return modelsText(ids)
}

/** As `seen` says it of a client. */
function heardIn(columns: ClientColumns, now: number): (row: number) => 'heard' | 'silent' | 'never' {
  return (row) => {
    const last = columns.lastOnline[row] ?? Number.NaN
    if (Number.isNaN(last) || columns.reported[row] !== 1) return 'never'
    return now - last > SILENCE_MS ? 'silent' : 'heard'
  }
}
