import type { Tone } from '@/ui/tone.ts'
import type { ActivityOutcomeKind } from './activityEntry.ts'

/** How each outcome is drawn: what may have happened is to be looked at. */
export const outcomeTone = {
  'under-way': 'busy',
  done: 'good',
  refused: 'bad',
  'signed-out': 'bad',
  cancelled: 'idle',
  'no-answer': 'warn',
  unreadable: 'warn',
  'broken-off': 'warn',
  left: 'warn',
} as const satisfies Record<ActivityOutcomeKind, Tone>
