import * as v from 'valibot'
import type { Endpoint } from '@/net/endpoint.ts'
import { isProblem } from '@/net/problem.ts'
import { DOCUMENTED_HABITS, HabitsSchema, type Habits } from './schema/habits.ts'

/**
 * Runs a call with its `client_id` filter, or without it on a server that answers such filters with 500. What comes
 * back may then hold every client: the caller filters.
 *
 * @param mayReadAll false where that would be more than anyone expects, and the failure is rather handed on
 */
export async function filteredByClient<T>(
  at: Endpoint,
  clientId: string | undefined,
  run: (clientId: string | undefined) => Promise<T>,
  mayReadAll = true,
): Promise<T> {
  if (clientId === undefined || !habitsOf(at).filtersByClient) return run(undefined)
  try {
    return await run(clientId)
  } catch (error) {
    if (!mayReadAll || !isFilterFailure(error)) throw error
    const all = await run(undefined)
    learn(at, { filtersByClient: false })
    return all
  }
}

/** A server that does not know the filter answers so; also one that has another trouble. */
export function isFilterFailure(error: unknown): boolean {
  return isProblem(error) && error.facts.kind === 'server' && error.facts.status === 500
}

const habits = new Map<string, Habits>()

/** Also past a reload: to learn again that dates are ignored costs the whole history in one answer. */
function keyOf(at: Endpoint): string {
  return `quarterdeck.gpuf.habits ${at.id} ${at.baseUrl}`
}

/** What a connection is known to do otherwise than documented. */
export function habitsOf(at: Endpoint): Habits {
  const key = keyOf(at)
  const known = habits.get(key) ?? remembered(key) ?? DOCUMENTED_HABITS
  habits.set(key, known)
  return known
}

export function learn(at: Endpoint, learnt: Partial<Habits>): void {
  const known = { ...habitsOf(at), ...learnt }
  habits.set(keyOf(at), known)
  try {
    sessionStorage.setItem(keyOf(at), JSON.stringify(known))
  } catch {
    // Without storage it is learnt again after a reload.
  }
}

function remembered(key: string): Habits | undefined {
  try {
    const stored = v.safeParse(HabitsSchema, JSON.parse(sessionStorage.getItem(key) ?? 'null'))
    return stored.success ? stored.output : undefined
  } catch {
    return undefined
  }
}
