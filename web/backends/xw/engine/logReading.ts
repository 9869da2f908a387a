import type { LogSeam } from '../schema/logRow.ts'
import { type Anchor, anchorOf, Continuation } from './logContinuation.ts'
import type { LogStore } from './logStore.ts'

/** Nothing for this long, and a history has been read to its end. */
export const PAUSE_MS = 700

/**
 * One connection's bytes on their way into the log. The server repeats its whole history at each connection: what
 * was seen is left out, and where the new begins a seam is set.
 */
export class LogReading {
  readonly #store: LogStore
  readonly #isAgain: boolean
  readonly #openedAt: number
  readonly #isOther: boolean
  #continuation: Continuation | null
  #isCatchingUp = true
  /** The seam to come; it counts what comes with the history. */
  #seamLines = -1

  constructor(store: LogStore, o: { readonly openedAt: number; readonly isOther: boolean }) {
    this.#store = store
    this.#openedAt = o.openedAt
    this.#isAgain = store.end > store.first || store.hasOpenRow
    this.#isOther = o.isOther
    // Of another instance all is new.
    const anchor: Anchor | null = this.#isAgain && !o.isOther ? anchorOf(store) : null
    this.#continuation = anchor ? new Continuation(anchor) : null
    // Nothing has a time: nobody can say where it goes on, so that all of it is read again.
    if (this.#isAgain && !o.isOther && !anchor) store.clear()
  }

  get isCatchingUp(): boolean {
    return this.#isCatchingUp
  }

  take(bytes: Uint8Array): void {
    const fresh = this.#continuation ? this.#continuation.take(bytes) : [bytes]
    this.#add(fresh)
  }

  /** Nothing came for a while: what was written before this connection has all come. */
  pause(): void {
    if (!this.#isCatchingUp) return
    if (this.#continuation) this.#add(this.#continuation.pause())
    this.#setSeam()
    this.#isCatchingUp = false
  }

  /** The log ended in good order, and with it its last line. */
  end(): void {
    this.pause()
    this.#store.finishRow()
  }

  #add(fresh: readonly Uint8Array[]): void {
    if (fresh.length === 0) return
    this.#setSeam()
    const before = this.#store.end
    for (const bytes of fresh) this.#store.append(bytes)
    if (this.#seamLines >= 0 && this.#isCatchingUp) {
      this.#seamLines += this.#store.end - before
      this.#store.countSeam(this.#seamLines)
    }
  }

  #setSeam(): void {
    if (!this.#isAgain || this.#seamLines >= 0) return
    const kind = this.#seamKind()
    // What had no end yet comes again, whole; where it does not come again, it stays as far as it came.
    if (kind === 'continued') this.#store.forgetOpenRow()
    this.#store.addSeam({ at: this.#openedAt, kind, lines: 0 })
    this.#seamLines = 0
  }

  #seamKind(): LogSeam['kind'] {
    if (this.#isOther) return 'replaced'
    if (!this.#continuation) return 'reread'
    return this.#continuation.isGap ? 'gap' : 'continued'
  }
}
