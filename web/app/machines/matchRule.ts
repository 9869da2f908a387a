import type { NamedClient } from '@/backends/gpuf/queriesMachine.ts'
import { sameName } from '@/backends/gpuf/schema/sameName.ts'

/** What an operator has said of one xw server: this client of the register, or none of them. */
export type MatchChoice = { readonly kind: 'client'; readonly id: string } | { readonly kind: 'none' }

export interface MatchRule {
  /** Of this server; undefined where nothing was said. */
  readonly choice: MatchChoice | undefined
  /** Machines of one name are one machine. */
  readonly byName: boolean
  /** Clients that were chosen by hand for other servers. */
  readonly taken: ReadonlySet<string>
}

/** Which client of the register an xw server's machine is, and how that is known. */
export type Match =
  | { readonly kind: 'client'; readonly id: string; readonly name: string | null; readonly by: 'hand' | 'name' }
  /** Which of them it is, nobody can tell: the operator has to say. */
  | { readonly kind: 'several'; readonly candidates: readonly NamedClient[] }
  | { readonly kind: 'none'; readonly why: 'by-hand' | 'rule-off' | 'no-such-name' | 'taken' }

/** What was said by hand holds; else one client of one of the names. Two of them are never guessed between. */
export function matchOf(names: readonly string[], known: readonly NamedClient[], rule: MatchRule): Match {
  const { choice, byName, taken } = rule
  if (choice?.kind === 'none') return { kind: 'none', why: 'by-hand' }
  if (choice !== undefined) {
    const name = known.find(({ id }) => id === choice.id)?.name ?? null
    return { kind: 'client', id: choice.id, name, by: 'hand' }
  }
  if (!byName) return { kind: 'none', why: 'rule-off' }
  const named = known.filter((one) => names.some((name) => sameName(one.name, name)))
  const candidates = [...new Map(named.map((one) => [one.id, one])).values()].filter(({ id }) => !taken.has(id))
  const [only] = candidates
  if (only === undefined) return { kind: 'none', why: named.length === 0 ? 'no-such-name' : 'taken' }
  return candidates.length === 1 ? { kind: 'client', ...only, by: 'name' } : { kind: 'several', candidates }
}
