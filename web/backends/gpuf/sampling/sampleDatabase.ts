import { database } from './database.ts'
import { CHUNK_SPAN_MS, headOf } from './sampleChunk.ts'
import type { SampleStore } from './sampleStore.ts'

/** Samples in IndexedDB. The heads lie apart, so that counting does not read what it counts. */
export const sampleDatabase: SampleStore = {
  async put(chunk) {
    const tx = (await database()).transaction(['chunks', 'heads'], 'readwrite')
    await Promise.all([tx.objectStore('chunks').put(chunk), tx.objectStore('heads').put(headOf(chunk)), tx.done])
  },
  async heads() {
    return (await database()).getAll('heads')
  },
  async read(server, client, { from, to } = { from: -Infinity, to: Infinity }) {
    const range = IDBKeyRange.bound([server, client, from - CHUNK_SPAN_MS], [server, client, to])
    return (await database()).getAll('chunks', range)
  },
  async remove(keys) {
    const tx = (await database()).transaction(['chunks', 'heads'], 'readwrite')
    const removals = keys.flatMap(([server, client, start]) => [
      tx.objectStore('chunks').delete([server, client, start]),
      tx.objectStore('heads').delete([server, client, start]),
    ])
    await Promise.all([...removals, tx.done])
  },
}
