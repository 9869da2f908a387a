import type { ReachabilityState } from '@/kit/reachability.ts'
import type { Tone } from '@/ui/tone.ts'

/** How each state of a server is drawn; its words are in the catalog. */
export const stateTone = {
  unknown: 'idle',
  up: 'good',
  down: 'bad',
  refusing: 'warn',
  'sign-in': 'warn',
  unreadable: 'warn',
} as const satisfies Record<ReachabilityState | 'unreadable', Tone>
