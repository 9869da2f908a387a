import type { ProblemFacts } from './problem.ts'

/** What holds all connections that this browser opens to one origin. */
export interface ConnectionsTaken {
  /** In all tabs together. */
  readonly streams: number
  /** Other tabs that have some of them. */
  readonly tabs: number
}

let taken: ConnectionsTaken | null = null
let heardAt = Number.NEGATIVE_INFINITY

/** Null as long as requests get through, or nobody knows why they don't. */
export function connectionsTaken(): ConnectionsTaken | null {
  return taken
}

export function setConnectionsTaken(now: ConnectionsTaken | null): void {
  taken = now
}

/** Something came over the network: there is a connection. */
export function noteHeard(): void {
  heardAt = performance.now()
  taken = null
}

/** For how long nothing came over the network, in milliseconds. */
export function silentForMs(): number {
  return performance.now() - heardAt
}

/** A request that waits for one of the browser's connections runs out of time like one that a server leaves waiting. */
export function unsentBy(facts: ProblemFacts): ProblemFacts {
  return facts.kind === 'timeout' && taken !== null ? { kind: 'request', reason: 'no-connection' } : facts
}
