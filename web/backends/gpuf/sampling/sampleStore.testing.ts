import { CHUNK_SPAN_MS, headOf, keyOf, type SampleChunk } from './sampleChunk.ts'
import { bytesOf } from './sampleLimits.ts'
import type { SampleStore } from './sampleStore.ts'

/** The store in memory, for tests. `room` is what the browser gives, in bytes, and may be changed. */
export function memorySampleStore(): SampleStore & { room: number } {
  const chunks = new Map<string, SampleChunk>()
  const heads = () => [...chunks.values()].map(headOf)
  const store = {
    room: Infinity,
    async put(chunk: SampleChunk) {
      const name = nameOf(keyOf(chunk))
      const others = heads().filter((head) => nameOf(keyOf(head)) !== name)
      if (bytesOf(others) + headOf(chunk).bytes > store.room) {
        throw Object.assign(new Error('no space'), { name: 'QuotaExceededError' })
      }
      chunks.set(name, chunk)
    },
    heads: async () => heads(),
    async read(server: string, client: string, range = { from: -Infinity, to: Infinity }) {
      return [...chunks.values()]
        .filter((chunk) => chunk.server === server && chunk.client === client)
        .filter(({ start }) => start >= range.from - CHUNK_SPAN_MS && start <= range.to)
        .sort((a, b) => a.start - b.start)
    },
    async remove(keys: readonly (readonly unknown[])[]) {
      for (const key of keys) chunks.delete(nameOf(key))
    },
  }
  return store
}

function nameOf(key: readonly unknown[]): string {
  return JSON.stringify(key)
}
