import type { BulkFailure } from '@/net/bulkFailure.ts'

/** What a handler is given beside its arguments. */
export interface Work<Progress = never> {
  readonly signal: AbortSignal
  /** Tells the page how far it is. */
  readonly report: (progress: Progress) => void
  /** Buffers of the result (or of the next report) that go over without being copied; nobody here has them afterwards. */
  readonly give: (buffers: readonly ArrayBuffer[]) => void
}

/** The operations of one engine: each takes plain data, and gives plain data or throws. */
export type Handlers = Readonly<Record<string, (args: never, work: never) => unknown>>

/** From the page to the worker. */
export type ToEngine =
  | {
      readonly kind: 'run'
      readonly id: number
      readonly engine: string
      readonly operation: string
      readonly args: unknown
    }
  | { readonly kind: 'abort'; readonly id: number }

/** From the worker to the page. */
export type FromEngine =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: unknown }
  | { readonly kind: 'done'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: BulkFailure }
  /** A fault of ours. */
  | { readonly kind: 'broken'; readonly id: number; readonly message: string }
