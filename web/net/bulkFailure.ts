import type { ProblemFacts } from './problem.ts'

/** A request for an answer without a bound. All of it crosses threads. */
export interface BulkCall {
  /** Absolute: see `urlOf`. */
  readonly url: string
  readonly timeoutMs: number
  /** Where it was asked from elsewhere already. */
  readonly answer?: {
    readonly status: number
    readonly contentType: string | null
    readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null
  }
}

/** Why an answer could not be used, as it crosses threads: who can read a refusal of this server is on the page. */
export type BulkFailure =
  | { readonly kind: 'facts'; readonly facts: ProblemFacts }
  | { readonly kind: 'refused'; readonly status: number; readonly contentType: string | null; readonly text: string }

export class BulkError extends Error {
  override readonly name = 'BulkError'
  readonly failure: BulkFailure

  constructor(failure: BulkFailure) {
    super(failure.kind === 'facts' ? failure.facts.kind : `status ${failure.status}`)
    this.failure = failure
  }
}
