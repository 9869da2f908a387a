import type { Endpoint } from './endpoint.ts'

/** Why an answer could not be used. */
export type UnreadableReason =
  /** Nothing at all where JSON was promised. */
  | 'empty'
  /** A web page, most often a proxy's sign-in or error page. */
  | 'html'
  /** Sent on to an address that this page may not read, most often another origin's sign-in page; the status is 0. */
  | 'redirect'
  /** JSON that stops midway. */
  | 'cut'
  /** Neither JSON nor HTML. */
  | 'not-json'
  /** JSON, but a field that the console needs is missing or of another type. */
  | 'schema'
  /** The wrong media type where a stream was promised. */
  | 'not-a-stream'

export type BrokenOffReason =
  /** The connection dropped. */
  | 'dropped'
  /** The body ended in good order, but before its last frame. */
  | 'ended-early'
  /** Nothing came for too long and the console gave up. */
  | 'silent'

/** What went wrong with one call: exactly one of six kinds. */
export type ProblemFacts =
  | {
      readonly kind: 'request'
      /**
       * `read-only`: this console may look and not change, so it was not sent. `no-connection`: the browser did not send
       * it, because streams of this console, in other tabs most often, hold all connections that it opens.
       */
      readonly reason: 'offline' | 'unreachable' | 'read-only' | 'no-connection'
    }
  /** It was not sent: who answers calls itself otherwise than the server that the console has shown. */
  | {
      readonly kind: 'request'
      readonly reason: 'another-server'
      readonly expected: string
      readonly received: string
    }
  | { readonly kind: 'timeout'; readonly afterMs: number }
  | { readonly kind: 'abort' }
  | {
      readonly kind: 'response'
      readonly reason: UnreadableReason
      readonly status: number
      /** Of the field, as `devices[3].bus_address`, or of the row of a long list: where something says so. */
      readonly path?: string
      readonly expected?: string
      readonly received?: string
      /** The first characters of what came, or of the row with the wrong field, for the details view. */
      readonly excerpt?: string
    }
  | {
      readonly kind: 'server'
      /** HTTP status; 200 when the server said `success: false`. */
      readonly status: number
      /** The server's own words, untrusted text. */
      readonly words?: string
      /** A refusal that the backend's schema recognised, as `instance-exists`. */
      readonly code?: string
      /** What the refusal named, as the path of a lock file. */
      readonly facts?: Readonly<Record<string, string>>
    }
  | { readonly kind: 'broken-off'; readonly reason: BrokenOffReason }

export type ProblemKind = ProblemFacts['kind']

/** A failed call: which server, which operation, when, and what of the six kinds of failure. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly server: Pick<Endpoint, 'kind' | 'id' | 'label'>
  /** `kind.function`, as `xw.listDevices`: also the key of its name in the catalogs. */
  readonly operation: string
  readonly facts: ProblemFacts
  /** Milliseconds since the epoch, by this browser's clock. */
  readonly at: number

  constructor(server: Endpoint, operation: string, facts: ProblemFacts, at: number = Date.now()) {
    super(`${operation} on ${server.label}: ${facts.kind}`)
    this.server = { kind: server.kind, id: server.id, label: server.label }
    this.operation = operation
    this.facts = facts
    this.at = at
  }

  get kind(): ProblemKind {
    return this.facts.kind
  }
}

export function isProblem(error: unknown): error is Problem {
  return error instanceof Problem
}

/**
 * The operator's session at a proxy in front of the server has ended: 401, 403, or a page instead of JSON, here or
 * at the end of a redirect.
 */
export function needsSignIn({ facts }: Problem): boolean {
  return (
    (facts.kind === 'server' && (facts.status === 401 || facts.status === 403)) ||
    (facts.kind === 'response' && (facts.reason === 'html' || facts.reason === 'redirect') && facts.status < 400)
  )
}

/** The server could not be spoken to at all, as opposed to answering something unwelcome. */
export function isUnreachable({ facts }: Problem): boolean {
  return (
    (facts.kind === 'request' && (facts.reason === 'offline' || facts.reason === 'unreachable')) ||
    facts.kind === 'timeout' ||
    (facts.kind === 'server' && (facts.status === 502 || facts.status === 503 || facts.status === 504))
  )
}
