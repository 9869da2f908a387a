import type { LinesHeard } from '@/net/heldLines.ts'
import type { ProblemFacts } from '@/net/problem.ts'

/** From little to much. `other`: lines that do not say. */
export const logLevels = ['other', 'debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof logLevels)[number]

/** Where one connection ends and the next begins, in the place of a line. */
export interface LogSeam {
  /** When the connection was there again, in milliseconds since the epoch, by this browser's clock. */
  readonly at: number
  /**
   * `continued`: the server's history still had the last line seen here. `gap`: it no longer reaches back so far, and
   * lines may be missing. `replaced`: another instance has the alias now. `reread`: there are no times to continue
   * by, and what stands before has come again.
   */
  readonly kind: 'continued' | 'gap' | 'replaced' | 'reread'
  /** Lines that came while there was no connection. */
  readonly lines: number
}

/** A line as it is shown. */
export interface LogRow {
  /** Among the lines shown, counted from the first that ever was there. */
  readonly pos: number
  /** Its number in the log, which no filter changes. */
  readonly row: number
  /** In milliseconds since the epoch; that of the line before where it has none. */
  readonly at: number | null
  /** To the nanosecond, as text; null where the line has no time of its own. */
  readonly stamp: string | null
  readonly level: LogLevel
  /** The search has found it. */
  readonly isHit: boolean
  /** What follows the time, colours and cursor movements included. */
  readonly text: string
  /** Of the whole line, in bytes, where `text` is only its beginning; else null. */
  readonly cutFrom: number | null
  /** What another row has drawn over this one: its text, and on which of its lines. */
  readonly drawnOver: { readonly text: string; readonly line: number } | null
  /** No line end has come yet. */
  readonly isOpen: boolean
  readonly seam: LogSeam | null
}

export interface LogQuery {
  readonly text: string
  readonly isPattern: boolean
}

/** How the search stands. */
export type LogSearch =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'running' | 'done'
      readonly hits: number
      /** Lines looked through. */
      readonly looked: number
    }
  /** No regular expression, in the browser's words. */
  | { readonly kind: 'invalid'; readonly words: string }
  /** One that takes for ever: it was broken off at a line. */
  | { readonly kind: 'too-slow'; readonly hits: number; readonly looked: number }

export interface LogFilter {
  /** None chosen means all. */
  readonly levels: readonly LogLevel[]
  readonly query: LogQuery | null
  /** Only lines that the search finds. */
  readonly onlyHits: boolean
}

/** What a log has, as it is told to the page. Positions are of the lines shown. */
export interface LogState {
  /** Counts the filters: positions mean something only within one. */
  readonly filterNumber: number
  /** Position of the first line shown, and behind the last. */
  readonly first: number
  readonly end: number
  /** Lines kept, whether shown or not. */
  readonly lines: number
  readonly bytes: number
  readonly errors: number
  /** Lines that fell out, the oldest, to keep within the bound. */
  readonly dropped: number
  /** The time of the first line still kept. */
  readonly keptFrom: number | null
  /** The history is being read: lines come faster than they are written. */
  readonly isCatchingUp: boolean
  readonly search: LogSearch
  readonly seams: number
  /** What was followed since the state before was told; null where nothing with a time came, and of a history. */
  readonly heard: LinesHeard | null
}

/** The bounds of one log. What is older falls out. */
export const logLimits = { bytes: 256 * 1024 * 1024, rows: 2_000_000 } as const

/** How reading a log goes. Times in milliseconds since the epoch. */
export type LogConnection =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'following'; readonly since: number }
  /** The server has ended the log in good order, as it does when the container stops. */
  | { readonly kind: 'ended'; readonly at: number }
  /** It was closed in good order, though the instance runs: it is followed again at `retryAt`. */
  | { readonly kind: 'closed'; readonly at: number; readonly retryAt: number }
  | { readonly kind: 'retrying'; readonly facts: ProblemFacts; readonly at: number; readonly retryAt: number }
  /** The server knows no such instance. */
  | { readonly kind: 'gone'; readonly at: number }
