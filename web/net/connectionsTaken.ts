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
