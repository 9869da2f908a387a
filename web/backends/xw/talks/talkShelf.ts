import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Talk, TalkHead } from './talk.ts'
import { headOf } from './talkTree.ts'

/** Where conversations are kept. */
export interface TalkShelf {
  /** `memory`: they are gone when this page is. */
  readonly kind: 'browser' | 'memory'
  readonly heads: () => Promise<readonly TalkHead[]>
  readonly read: (id: string) => Promise<Talk | undefined>
  /** Puts what `write` makes of what is kept, which another tab may have changed meanwhile; tells what that is. */
  readonly keep: (id: string, write: (kept: Talk | undefined) => Talk) => Promise<Talk>
  readonly remove: (ids: readonly string[]) => Promise<void>
}

interface Tables extends DBSchema {
  talks: { key: string; value: Talk }
  heads: { key: string; value: TalkHead }
}

/** The browser's own database, shared by all tabs; where it is refused, as in some private windows, the memory. */
export async function openShelf(): Promise<TalkShelf> {
  try {
    return browserShelf(
      await openDB<Tables>('quarterdeck.xw.talks', 1, {
        upgrade(db) {
          db.createObjectStore('talks', { keyPath: 'id' })
          db.createObjectStore('heads', { keyPath: 'id' })
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

function browserShelf(db: IDBPDatabase<Tables>): TalkShelf {
  return {
    kind: 'browser',
    heads: () => db.getAll('heads'),
    read: (id) => db.get('talks', id),
    async keep(id, write) {
      const tx = db.transaction(['talks', 'heads'], 'readwrite')
      const talk = write(await tx.objectStore('talks').get(id))
      await Promise.all([tx.objectStore('talks').put(talk), tx.objectStore('heads').put(headOf(talk)), tx.done])
      return talk
    },
    async remove(ids) {
      const tx = db.transaction(['talks', 'heads'], 'readwrite')
      await Promise.all([
        ...ids.flatMap((id) => [tx.objectStore('talks').delete(id), tx.objectStore('heads').delete(id)]),
        tx.done,
      ])
    },
  }
}

export function memoryShelf(): TalkShelf {
  const talks = new Map<string, Talk>()
  return {
    kind: 'memory',
    heads: () => Promise.resolve([...talks.values()].map(headOf)),
    read: (id) => Promise.resolve(talks.get(id)),
    keep: (id, write) => {
      const talk = write(talks.get(id))
      talks.set(id, talk)
      return Promise.resolve(talk)
    },
    remove: (ids) => {
      for (const id of ids) talks.delete(id)
      return Promise.resolve()
    },
  }
}
