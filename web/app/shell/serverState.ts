import type { Reachability, ReachabilityState } from '@/kit/reachability.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import type { Problem } from '@/net/problem.ts'
import type { Tone } from '@/ui/tone.ts'

/** Of a server that answers: something of it makes no sense, or stops midway. */
type ShownState = ReachabilityState | 'unreadable' | 'cut'

/** `unreadable`: an answer of its that could not be used, if there is one. */
export function shownState(state: ReachabilityState, unreadable: Problem | null): ShownState {
  if (state !== 'up' || unreadable === null) return state
  const { facts } = unreadable
  return facts.kind === 'broken-off' || (facts.kind === 'response' && facts.reason === 'cut') ? 'cut' : 'unreadable'
}

/** How each state of a server is drawn; its words are in the catalog. */
export const stateTone = {
  unknown: 'idle',
  up: 'good',
  down: 'bad',
  refusing: 'warn',
  'sign-in': 'warn',
  unreadable: 'warn',
  cut: 'warn',
} as const satisfies Record<ShownState, Tone>

const order = { down: 0, refusing: 1, 'sign-in': 1, unknown: 2, up: 3 } as const satisfies Record<
  ReachabilityState,
  number
>

/** What needs a look first, else as in config.json: of many servers nobody reads all. */
export function troubledFirst(servers: readonly Endpoint[], states: readonly Reachability[]): readonly Endpoint[] {
  const rank = (index: number) => order[states[index]?.state ?? 'unknown']
  return servers
    .map((at, index) => ({ at, rank: rank(index) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ at }) => at)
}
