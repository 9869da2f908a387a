import type { Tone } from '@/ui/tone.ts'
import type { PullPhaseKind } from './pullState.ts'

/** How urgent a phase looks. */
export const pullTone = {
  queued: 'idle',
  starting: 'busy',
  downloading: 'busy',
  verifying: 'busy',
  stalled: 'warn',
  retrying: 'warn',
  'waiting-for-lock': 'warn',
  'held-elsewhere': 'warn',
  'stale-lock': 'bad',
  finished: 'good',
  failed: 'bad',
  cancelled: 'idle',
} as const satisfies Record<PullPhaseKind, Tone>
