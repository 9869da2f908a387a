import * as v from 'valibot'
import { create } from 'zustand'
import { createJSONStorage, persist, type StateStorage } from 'zustand/middleware'
import type { Endpoint } from '@/net/endpoint.ts'
import { FleetSearchSchema, type FleetSearch } from '../../paths.ts'

/** What the fleet page shows, under a name. Which clients are chosen is no part of it. */
export interface SavedView {
  readonly name: string
  readonly search: FleetSearch
}

interface SavedViews {
  /** By connection: a filter for one register says nothing in another. */
  readonly byServer: Readonly<Record<string, readonly SavedView[]>>
}

export const VIEW_NAME_AT_MOST = 60
const VIEWS_AT_MOST = 100
const NAME = 'quarterdeck.fleet.views'

const ViewSchema = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(VIEW_NAME_AT_MOST)),
  search: FleetSearchSchema,
})
const StoredSchema = v.object({ byServer: v.record(v.string(), v.unknown()) })

/** What an older console stored, or somebody else: what is a view stays, the rest is left out. */
export function readViews(stored: unknown): SavedViews['byServer'] {
  const read = v.safeParse(StoredSchema, stored)
  if (!read.success) return {}
  return Object.fromEntries(
    Object.entries(read.output.byServer).map(([server, views]) => [
      server,
      Array.isArray(views) ? someViews(views) : [],
    ]),
  )
}

function someViews(stored: readonly unknown[]): readonly SavedView[] {
  const views = new Map<string, SavedView>()
  for (const one of stored) {
    const read = v.safeParse(ViewSchema, one)
    if (!read.success || views.has(read.output.name)) continue
    views.set(read.output.name, { name: read.output.name, search: viewOf(read.output.search) })
    if (views.size === VIEWS_AT_MOST) break
  }
  return [...views.values()]
}

// Before the store, which reads what is stored while it is made.
const notOfAView: ReadonlySet<string> = new Set(['sel', 'only', 'saved', 'valid'] satisfies (keyof FleetSearch)[])

/** Private windows refuse storage: views then last as long as the page. */
const storage: StateStorage = {
  getItem: (name) => attempt(() => localStorage.getItem(name)) ?? null,
  setItem: (name, value) => attempt(() => localStorage.setItem(name, value)),
  removeItem: (name) => attempt(() => localStorage.removeItem(name)),
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}

export const useSavedViews = create<SavedViews>()(
  persist((): SavedViews => ({ byServer: {} }), {
    name: NAME,
    storage: createJSONStorage(() => storage),
    migrate: (stored) => ({ byServer: readViews(stored) }),
    merge: (stored) => ({ byServer: readViews(stored) }),
  }),
)

const NO_VIEWS: readonly SavedView[] = []
type Register = Pick<Endpoint, 'id' | 'userId'>

export function useViews(at: Register): readonly SavedView[] {
  return useSavedViews(({ byServer }) => byServer[keyOf(at)] ?? NO_VIEWS)
}

/** Puts the views of a connection in the place of those that are there, with what other tabs have saved meanwhile. */
export function changeViews(at: Register, change: (views: readonly SavedView[]) => readonly SavedView[]): void {
  void useSavedViews.persist.rehydrate()
  useSavedViews.setState(({ byServer }) => {
    const key = keyOf(at)
    return { byServer: { ...byServer, [key]: change(byServer[key] ?? NO_VIEWS).slice(0, VIEWS_AT_MOST) } }
  })
}

function keyOf({ id, userId }: Register): string {
  return `${id} ${userId ?? ''}`
}

export type NameFault = 'empty' | 'long' | 'taken'

/** Why a view cannot be called so. `own`: the name that it has now. */
export function nameFault(name: string, views: readonly SavedView[], own?: string): NameFault | null {
  const wanted = name.trim()
  if (wanted === '') return 'empty'
  if (wanted.length > VIEW_NAME_AT_MOST) return 'long'
  return wanted !== own && views.some((view) => view.name === wanted) ? 'taken' : null
}

/** What of the search a view keeps. The router hands on what else is in the address: that is not ours. */
export function viewOf(search: FleetSearch): FleetSearch {
  return Object.fromEntries(
    Object.entries(search).filter(
      ([name, value]) => value !== undefined && name in FleetSearchSchema.entries && !notOfAView.has(name),
    ),
  )
}

export function isSameView(a: FleetSearch, b: FleetSearch): boolean {
  return textOf(a) === textOf(b)
}

function textOf(search: FleetSearch): string {
  return JSON.stringify(Object.entries(viewOf(search)).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
