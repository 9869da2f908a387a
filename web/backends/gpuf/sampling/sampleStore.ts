import type { ChunkHead, ChunkKey, SampleChunk } from './sampleChunk.ts'

/** Where samples are kept. Every call may be refused; a refusal for want of space is a `QuotaExceededError`. */
export interface SampleStore {
  /** Keeps a chunk in place of the one with the same key. */
  put(chunk: SampleChunk): Promise<void>
  /** All that is kept, without the values. */
  heads(): Promise<readonly ChunkHead[]>
  /** Of one client, in the order of time. */
  read(
    server: string,
    client: string,
    range?: { readonly from: number; readonly to: number },
  ): Promise<readonly SampleChunk[]>
  remove(keys: readonly ChunkKey[]): Promise<void>
}

export function isQuotaError(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError'
}
