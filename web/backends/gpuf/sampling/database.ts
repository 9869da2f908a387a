import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Change } from '../schema/changeLog.ts'
import type { ChunkHead, SampleChunk } from './sampleChunk.ts'

export interface KeptChange extends Change {
  readonly server: string
  readonly key?: number
}

interface Tables extends DBSchema {
  chunks: { key: [string, string, number]; value: SampleChunk }
  heads: { key: [string, string, number]; value: ChunkHead }
  changes: {
    key: number
    value: KeptChange
    indexes: { client: [string, string, number]; server: [string, number] }
  }
}
export type Database = IDBPDatabase<Tables>

let opened: Promise<Database> | undefined

/** The browser's own database of this console, shared by all of its tabs. A refusal is not remembered. */
export function database(): Promise<Database> {
  opened ??= openDB<Tables>('quarterdeck.gpuf', 1, {
    upgrade(db) {
      db.createObjectStore('chunks', { keyPath: ['server', 'client', 'start'] })
      db.createObjectStore('heads', { keyPath: ['server', 'client', 'start'] })
      const changes = db.createObjectStore('changes', { keyPath: 'key', autoIncrement: true })
      changes.createIndex('client', ['server', 'clientId', 'by'])
      changes.createIndex('server', ['server', 'by'])
    },
    // A newer console in another tab wants to change the tables: it must not wait for this one.
    blocking(_current, _wanted, event) {
      if (event.target instanceof IDBDatabase) event.target.close()
      opened = undefined
    },
    terminated() {
      opened = undefined
    },
  }).catch((error: unknown) => {
    opened = undefined
    throw error
  })
  return opened
}
