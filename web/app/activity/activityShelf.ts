import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { ActivityEntry, NewEntry } from './activityEntry.ts'

/** Where entries are kept. Every call may be refused, as where no room is left. */
export interface ActivityShelf {
  /** `memory`: they are gone when this page is. */
  readonly kind: 'browser' | 'memory'
  readonly add: (entry: NewEntry) => Promise<ActivityEntry>
  /** In place of what is there, if `may` says so; does nothing where it is gone. Tells what is there now. */
  readonly change: (
    id: number,
    change: Partial<NewEntry>,
    may?: (entry: ActivityEntry) => boolean,
  ) => Promise<ActivityEntry | undefined>
  /** In the order of asking. */
  readonly all: () => Promise<readonly ActivityEntry[]>
  /** Forgets the oldest: all beyond so many, and from the first one on those of before a moment. */
  readonly trim: (most: number, before: number | null) => Promise<void>
  readonly erase: () => Promise<void>
}

interface Tables extends DBSchema {
  entries: { key: number; value: ActivityEntry }
}

/** The browser's own database, shared by all tabs; where it is refused, as in some private windows, the memory. */
export async function openActivityShelf(): Promise<ActivityShelf> {
  try {
    return browserShelf(
      await openDB<Tables>('quarterdeck.activity', 1, {
        upgrade(db) {
          db.createObjectStore('entries', { keyPath: 'id', autoIncrement: true })
        },
        // A newer console in another tab wants to change the tables: it must not wait for this one.
        blocking(_current, _wanted, event) {
          if (event.target instanceof IDBDatabase) event.target.close()
        },
      }),
    )
  } catch {
    return memoryShelf()
  }
}

function browserShelf(db: IDBPDatabase<Tables>): ActivityShelf {
  return {
    kind: 'browser',
    async add(entry) {
      // The database gives the number.
      const id = await db.add('entries', entry as ActivityEntry)
      return { ...entry, id }
    },
    async change(id, change, may = () => true) {
      const tx = db.transaction('entries', 'readwrite')
      const known = await tx.store.get(id)
      const changed = known && may(known) ? { ...known, ...change } : known
      if (changed && changed !== known) await tx.store.put(changed)
      await tx.done
      return changed
    },
    all: () => db.getAll('entries'),
    async trim(most, before) {
      const tx = db.transaction('entries', 'readwrite')
      let surplus = (await tx.store.count()) - most
      for (let cursor = await tx.store.openCursor(); cursor; cursor = await cursor.continue()) {
        if (surplus <= 0 && (before === null || cursor.value.at >= before)) break
        surplus -= 1
        await cursor.delete()
      }
      await tx.done
    },
    erase: () => db.clear('entries'),
  }
}

export function memoryShelf(): ActivityShelf {
  const entries = new Map<number, ActivityEntry>()
  let last = 0
  return {
    kind: 'memory',
    add(entry) {
      last += 1
      const kept = { ...entry, id: last }
      entries.set(last, kept)
      return Promise.resolve(kept)
    },
    change(id, change, may = () => true) {
      const known = entries.get(id)
      const changed = known && may(known) ? { ...known, ...change } : known
      if (changed) entries.set(id, changed)
      return Promise.resolve(changed)
    },
    all: () => Promise.resolve([...entries.values()]),
    trim(most, before) {
      for (const [id, { at }] of entries) {
        if (entries.size <= most && (before === null || at >= before)) break
        entries.delete(id)
      }
      return Promise.resolve()
    },
    erase() {
      entries.clear()
      return Promise.resolve()
    },
  }
}
