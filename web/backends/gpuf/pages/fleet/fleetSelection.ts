import { create } from 'zustand'
import type { ClientTable } from '../../schema/clientTable.ts'

/** So many fit into a link that others can still open. */
export const IN_LINK_AT_MOST = 20

export type Selection = ReadonlySet<string>

export const NOTHING_SELECTED: Selection = new Set()

interface KeptSelections {
  readonly byKey: Readonly<Record<string, Selection>>
}

/** Those that are too many for the address; it has only the key, under which this tab keeps them. */
export const useKeptSelections = create<KeptSelections>(() => ({ byKey: {} }))

const MARK = '~'
const storageName = (key: string) => `quarterdeck.fleet.selection.${key}`
const idPattern = /^[0-9a-f]{32}$/

/** What the address says is chosen: ids, or the key of those that this tab keeps. */
export function readSelection(sel: string | undefined, { byKey }: KeptSelections): Selection {
  if (sel === undefined) return NOTHING_SELECTED
  if (!sel.startsWith(MARK)) return new Set(sel.split(',').filter((id) => idPattern.test(id)))
  const key = sel.slice(MARK.length)
  // After a reload of the tab it is only stored.
  return byKey[key] ?? new Set((stored(key) ?? '').split(',').filter((id) => idPattern.test(id)))
}

/** Whether a link to the page carries what is chosen. */
export function isInLink(sel: string | undefined): boolean {
  return sel === undefined || !sel.startsWith(MARK)
}

/** What to write into the address for a choice; one that is too large is kept by this tab. */
export function writeSelection(selection: Selection, before: string | undefined): string | undefined {
  if (selection.size === 0) return undefined
  if (selection.size <= IN_LINK_AT_MOST) return [...selection].join(',')
  const key = before !== undefined && !isInLink(before) ? before.slice(MARK.length) : newKey()
  keep(key, selection)
  return `${MARK}${key}`
}

function keep(key: string, selection: Selection): void {
  useKeptSelections.setState(({ byKey }) => ({ byKey: { ...byKey, [key]: selection } }))
  storeSoon(key)
}

/** A hundred thousand ids are three megabytes: they are written once the operator pauses, or leaves. */
const STORE_AFTER_MS = 300
const unstored = new Set<string>()
let timer: ReturnType<typeof setTimeout> | undefined

function storeSoon(key: string): void {
  if (timer === undefined && unstored.size === 0) globalThis.addEventListener?.('pagehide', storeNow, { once: true })
  unstored.add(key)
  clearTimeout(timer)
  timer = setTimeout(storeNow, STORE_AFTER_MS)
}

/** Writes down what is chosen, so that a reload keeps it. */
export function storeNow(): void {
  clearTimeout(timer)
  timer = undefined
  globalThis.removeEventListener?.('pagehide', storeNow)
  const { byKey } = useKeptSelections.getState()
  for (const key of unstored) {
    try {
      sessionStorage.setItem(storageName(key), [...(byKey[key] ?? [])].join(','))
    } catch {
      // No room, or a private window: it then lasts as long as the page.
    }
  }
  unstored.clear()
}

function stored(key: string): string | null {
  try {
    return sessionStorage.getItem(storageName(key))
  } catch {
    return null
  }
}

function newKey(): string {
  return Math.random().toString(36).slice(2, 7).padEnd(5, '0')
}

export interface SelectionInView {
  /** So many of the chosen ones are among the rows shown. */
  readonly shown: number
  readonly hidden: number
  readonly all: boolean | 'mixed'
}

/** Where ids are that were looked for already: a press on one box asks for all that are chosen. */
const known = new WeakMap<ClientTable, Map<string, number>>()

function knownOf(table: ClientTable): Map<string, number> {
  const before = known.get(table)
  if (before) return before
  const made = new Map<string, number>()
  known.set(table, made)
  return made
}

/** Where the chosen clients are in the table; -1 for those that are not in it any more. */
export function indexesOf(selection: Selection, table: ClientTable): Int32Array {
  const indexes = new Int32Array(selection.size)
  if (selection.size === 0) return indexes
  const places = knownOf(table)
  let at = 0
  for (const id of selection) {
    const place = places.get(id) ?? table.indexOf(id)
    places.set(id, place)
    indexes[at++] = place
  }
  return indexes
}

/** The choice with some rows more, or without them. */
export function withRows(before: Selection, table: ClientTable, rows: Uint32Array, on: boolean): Selection {
  const next = new Set(before)
  const places = knownOf(table)
  for (const index of rows) {
    const id = table.idAt(index)
    places.set(id, index)
    if (on) next.add(id)
    else next.delete(id)
  }
  return next
}

/**
 * @param indexes of the chosen ones in the table
 * @param places where each row of the table is in the order shown, or -1
 */
export function selectionInView(indexes: Int32Array, places: Int32Array, rows: number): SelectionInView {
  let shown = 0
  for (const index of indexes) if ((places[index] ?? -1) >= 0) shown++
  return {
    shown,
    hidden: indexes.length - shown,
    all: shown === 0 ? false : shown === rows ? true : 'mixed',
  }
}
