import { CHANGES_AT_MOST, CHANGES_OF_A_CLIENT, isKnown, type Change } from '../schema/changeLog.ts'
import { database, type KeptChange } from './database.ts'

/**
 * Keeps changes of one connection, each once: another tab may have seen the same ones. The newest stay, of each
 * client and of all.
 *
 * @throws what the database says
 */
export async function keepChanges(server: string, changes: readonly Change[]): Promise<void> {
  const tx = (await database()).transaction('changes', 'readwrite')
  const store = tx.objectStore('changes')
  const byClient = store.index('client')
  await Promise.all(
    changes.map(async (change) => {
      const { clientId } = change
      const all = IDBKeyRange.bound([server, clientId, -Infinity], [server, clientId, Infinity])
      const near = IDBKeyRange.bound([server, clientId, change.after], [server, clientId, Infinity])
      if (isKnown(change, await byClient.getAll(near))) return
      await store.add({ ...change, server })
      const keys = await byClient.getAllKeys(all)
      await Promise.all(keys.slice(0, Math.max(0, keys.length - CHANGES_OF_A_CLIENT)).map((key) => store.delete(key)))
    }),
  )
  const excess = (await store.count()) - CHANGES_AT_MOST
  if (excess > 0) {
    const oldest = await store.getAllKeys(undefined, excess)
    await Promise.all(oldest.map((key) => store.delete(key)))
  }
  await tx.done
}

/** Newest first. @throws what the database says */
export async function changesOf(server: string, clientId: string): Promise<readonly KeptChange[]> {
  const range = IDBKeyRange.bound([server, clientId, -Infinity], [server, clientId, Infinity])
  return (await (await database()).getAllFromIndex('changes', 'client', range)).toReversed()
}

/** @throws what the database says */
export async function countChanges(): Promise<number> {
  return (await database()).count('changes')
}

/** Forgets the changes of one client, or all. @throws what the database says */
export async function eraseChanges(of?: { readonly server: string; readonly client: string }): Promise<void> {
  const db = await database()
  if (of === undefined) return db.clear('changes')
  const tx = db.transaction('changes', 'readwrite')
  const range = IDBKeyRange.bound([of.server, of.client, -Infinity], [of.server, of.client, Infinity])
  const keys = await tx.store.index('client').getAllKeys(range)
  await Promise.all([...keys.map((key) => tx.store.delete(key)), tx.done])
}
