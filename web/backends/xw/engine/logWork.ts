import type { BulkCall, BulkFailure } from '@/net/bulkFailure.ts'
import type { LogFilter, LogLevel, LogRow, LogState } from '../schema/logRow.ts'

export interface ReadLog {
  readonly call: BulkCall
  /** Of the page's clock, and of what an instance is known by: another one under the same alias is another log. */
  readonly identity: string | null
}

/** What the engine of one log answers: operation → what is asked, and what comes back. */
export interface LogOperations {
  /** Reads until the log ends in good order. */
  readonly read: { readonly args: ReadLog; readonly result: null }
  readonly filter: {
    /** `near`: a row to keep in sight. */
    readonly args: { readonly filter: LogFilter; readonly near: number | null }
    readonly result: { readonly filterNumber: number; readonly pos: number | null }
  }
  readonly rows: {
    readonly args: { readonly from: number; readonly count: number }
    readonly result: { readonly filterNumber: number; readonly rows: readonly LogRow[] }
  }
  /** The next line of a level, or that the search finds, from a row on; null where there is none. */
  readonly next: {
    readonly args: {
      readonly row: number
      readonly what: 'error' | 'hit'
      readonly direction: 1 | -1
      /** What is searched for: it may come only after this question. */
      readonly text: string
    }
    readonly result: Place | null
  }
  /** The line of a time, or the last before it. */
  readonly nearest: { readonly args: { readonly at: number }; readonly result: Place | null }
  /** Where a row is among those shown. */
  readonly place: { readonly args: { readonly row: number }; readonly result: Place | null }
  /** A piece of a row's text, by bytes. */
  readonly piece: {
    readonly args: { readonly row: number; readonly from: number; readonly bytes: number }
    readonly result: { readonly text: string; readonly next: number | null } | null
  }
  /** The words of lines shown, `to` not included. */
  readonly copy: {
    readonly args: { readonly from: number; readonly to: number; readonly withTimes: boolean }
    readonly result: { readonly text: string; readonly lines: number; readonly isCut: boolean }
  }
  readonly save: { readonly args: null; readonly result: Blob }
}

export interface Place {
  readonly pos: number
  readonly row: number
  /** Which of the hits it is, counted from 1; null where it was not a hit that was looked for. */
  readonly hit: number | null
}

export type LogOperation = keyof LogOperations
export type ArgsOf<O extends LogOperation> = LogOperations[O]['args']
export type ResultOf<O extends LogOperation> = LogOperations[O]['result']

/** From the page to the worker. */
export type ToLog =
  | { readonly kind: 'run'; readonly id: number; readonly operation: LogOperation; readonly args: unknown }
  | { readonly kind: 'abort'; readonly id: number }

/** From the worker to the page. */
export type FromLog =
  | { readonly kind: 'ready' }
  | { readonly kind: 'state'; readonly state: LogState }
  /** The server has granted a read. */
  | { readonly kind: 'open'; readonly id: number }
  | { readonly kind: 'done'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: BulkFailure }
  | { readonly kind: 'broken'; readonly id: number; readonly message: string }

export interface LogWork {
  readonly signal: AbortSignal
  readonly onOpen: () => void
}

export const noFilter: LogFilter = { levels: [] as readonly LogLevel[], query: null, onlyHits: false }
