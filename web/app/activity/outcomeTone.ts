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

/** Of many: what there is to look at counts for more than what went well. */
export function toneOfMany(kinds: readonly ActivityOutcomeKind[]): Tone {
  const tones = kinds.map((kind) => outcomeTone[kind])
  return byUrgency.find((tone) => tones.some((one) => one === tone)) ?? 'idle'
}

const byUrgency = ['busy', 'bad', 'warn', 'idle', 'good'] as const satisfies readonly Tone[]
