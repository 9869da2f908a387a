import type { Endpoint } from './endpoint.ts'
import type { Problem } from './problem.ts'

type ServerRef = Pick<Endpoint, 'kind' | 'id'>

const shut = new Map<string, Problem>()
const listeners = new Set<(server: string) => void>()

export function serverKey({ kind, id }: ServerRef): string {
  return `${kind}/${id}`
}

/**
 * A server that failed in a row: until it answers again it gets only probes, and what the operator asks for. Everything
 * else fails at once, with the problem that is known. Null where it answers.
 */
export function setShut(server: ServerRef, problem: Problem | null): void {
  const key = serverKey(server)
  if (problem === null) shut.delete(key)
  else shut.set(key, problem)
  for (const listener of listeners) listener(key)
}

/** Why nothing is sent to a server just now. */
export function whyShut(server: string): Problem | undefined {
  return shut.get(server)
}

/** Tells of each server that was shut or opened. */
export function onShut(listener: (server: string) => void): void {
  listeners.add(listener)
}
