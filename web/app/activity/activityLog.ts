import { createStore, type StoreApi } from 'zustand/vanilla'
import type { TabPresence } from '@/kit/tabPresence.ts'
import type { Problem } from '@/net/problem.ts'
import { activityBounds, ageing } from './activityBounds.ts'
import { type ActivityEntry, type NewEntry, outcomeOf } from './activityEntry.ts'
import type { ActivityShelf } from './activityShelf.ts'

export interface ActivityState {
  /** In the order of asking; null until somebody has looked and the shelf has answered. */
  readonly entries: readonly ActivityEntry[] | null
  /** `full`: the browser took no more; what came since is in this page's memory only. */
  readonly kept: 'browser' | 'memory' | 'full'
}

/** What tabs tell each other. */
export type ActivityNews =
  | { readonly kind: 'entries'; readonly entries: readonly ActivityEntry[] }
  | { readonly kind: 'erased' }

export interface ActivityLogOptions {
  readonly shelf: ActivityShelf
  readonly presence: Pick<TabPresence, 'id' | 'watch'>
  readonly tell: (news: ActivityNews) => void
  readonly now: () => number
  /** What the last look at the entries' age said. */
  readonly mark: { readonly get: () => number | null; readonly set: (at: number | null) => void }
}

/** The end of one change. `undefined` is a good one. */
export type EndEntry = (problem: Problem | undefined, tookMs: number) => Promise<void>

export interface ActivityLog {
  readonly store: StoreApi<ActivityState>
  readonly begin: (entry: Omit<NewEntry, 'tab' | 'outcome' | 'tookMs'>) => EndEntry
  /** Reads what is kept into the store, from then on kept fresh. */
  readonly open: () => Promise<void>
  readonly hear: (news: ActivityNews) => void
  /** All that is kept, of every tab. What is under way is written down again when it ends. */
  readonly erase: () => Promise<void>
}

/** Between two looks whether there are too many. */
const trimEvery = 100
/** Many changes at once are drawn together. */
const showAfterMs = 100

/** The changes that this console asked of servers, as all of its tabs keep them. */
export function createActivityLog(o: ActivityLogOptions): ActivityLog {
  const { shelf, presence, now } = o
  const store = createStore<ActivityState>(() => ({ entries: null, kept: shelf.kind }))
  const watched = new Set<string>()
  let fresh: ActivityEntry[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let added = 0
  /** Entries that the shelf did not take have numbers of their own, behind all others. */
  let unkept = 2 ** 40

  function show(entries: readonly ActivityEntry[]): void {
    if (store.getState().entries === null) return
    fresh.push(...entries)
    timer ??= setTimeout(() => {
      timer = undefined
      const merged = new Map(store.getState().entries?.map((entry) => [entry.id, entry]))
      for (const entry of fresh) merged.set(entry.id, entry)
      fresh = []
      store.setState({ entries: [...merged.values()].sort((a, b) => a.id - b.id).slice(-activityBounds.entries) })
    }, showAfterMs)
  }

  function spread(entry: ActivityEntry): void {
    show([entry])
    o.tell({ kind: 'entries', entries: [entry] })
  }

  async function add(entry: NewEntry): Promise<ActivityEntry> {
    try {
      const kept = await shelf.add(entry)
      added += 1
      if (added % trimEvery === 0) await shelf.trim(activityBounds.entries, null)
      spread(kept)
      return kept
    } catch {
      unkept += 1
      const held = { ...entry, id: unkept }
      store.setState((state) => ({ ...state, kept: 'full' }))
      show([held])
      return held
    }
  }

  async function end(entry: ActivityEntry, change: Pick<NewEntry, 'outcome' | 'tookMs'>): Promise<void> {
    const ended = { ...entry, ...change }
    try {
      const isKept = entry.id <= 2 ** 40
      const kept = isKept ? await shelf.change(entry.id, change) : undefined
      if (kept) spread(kept)
      // Erased meanwhile: how it ended is news all the same.
      else if (isKept) await add(ended)
      else show([ended])
    } catch {
      store.setState((state) => ({ ...state, kept: 'full' }))
      show([ended])
    }
  }

  /** What a page that is gone left under way. */
  function watchOthers(entries: readonly ActivityEntry[]): void {
    for (const { tab, outcome } of entries) {
      if (outcome.kind !== 'under-way' || tab === presence.id || watched.has(tab)) continue
      watched.add(tab)
      presence.watch(tab, () => void markLeft(tab))
    }
  }

  async function markLeft(tab: string): Promise<void> {
    watched.delete(tab)
    const isLeft = (entry: ActivityEntry): boolean => entry.tab === tab && entry.outcome.kind === 'under-way'
    try {
      for (const { id } of (await shelf.all()).filter(isLeft)) {
        const marked = await shelf.change(id, { outcome: { kind: 'left' } }, isLeft)
        if (marked) spread(marked)
      }
    } catch {
      // They go on looking as if they were under way until the next start.
    }
  }

  async function lookBack(): Promise<readonly ActivityEntry[]> {
    const { before, mark } = ageing((await shelf.all())[0]?.at ?? null, o.mark.get(), now())
    o.mark.set(mark)
    await shelf.trim(activityBounds.entries, before)
    const entries = await shelf.all()
    watchOthers(entries)
    return entries
  }

  const started = lookBack().catch(() => [])

  return {
    store,
    begin(entry) {
      const adding = add({ ...entry, tab: presence.id, outcome: { kind: 'under-way' }, tookMs: null })
      return async (problem, tookMs) => end(await adding, { outcome: outcomeOf(problem), tookMs })
    },
    async open() {
      if (store.getState().entries !== null) return
      await started
      const entries = await shelf.all().catch((): readonly ActivityEntry[] => [])
      store.setState({ entries })
    },
    hear(news) {
      if (news.kind === 'erased') {
        fresh = []
        store.setState(({ entries }) => ({ entries: entries && [] }))
        return
      }
      show(news.entries)
      watchOthers(news.entries)
    },
    async erase() {
      await shelf.erase()
      fresh = []
      store.setState({ entries: [], kept: shelf.kind })
      o.tell({ kind: 'erased' })
    },
  }
}
