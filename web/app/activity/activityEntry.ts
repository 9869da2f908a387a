import { maskSecrets } from '@/lib/maskSecrets.ts'
import type { ChangeGroup } from '@/net/changeGroup.ts'
import type { Problem } from '@/net/problem.ts'
import { isUnreachable, needsSignIn } from '@/net/problem.ts'

/** How a change ended, by what an operator has to do next. */
export type ActivityOutcome =
  | { readonly kind: 'under-way' }
  | { readonly kind: 'done' }
  /** The server, or a proxy, said no; 200 where the words came in a stream. */
  | { readonly kind: 'refused'; readonly status: number; readonly words: string | null }
  /** Nobody was signed in: it has not happened. */
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'cancelled' }
  /** Nothing came back, or nothing that can be read: it may have happened. */
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'broken-off' }
  /** The page was closed before the end. */
  | { readonly kind: 'left' }

export type ActivityOutcomeKind = ActivityOutcome['kind']

export const outcomeKinds = [
  'under-way',
  'done',
  'refused',
  'signed-out',
  'cancelled',
  'no-answer',
  'unreadable',
  'broken-off',
  'left',
] as const satisfies readonly ActivityOutcomeKind[]

/** One change that this console asked of a server. */
export interface ActivityEntry {
  /** Ascending in the order of asking, whatever the clock did meanwhile. */
  readonly id: number
  /** Of which page's life it is: a new one with every load. */
  readonly tab: string
  /** Who was signed in; null where nobody says. */
  readonly user: string | null
  readonly server: { readonly kind: string; readonly id: string; readonly label: string }
  readonly operation: string
  /** What it was about, as `chat-large`, fit for a sentence; null where the request does not name it. */
  readonly target: string | null
  readonly path: string
  /** As JSON, secrets masked; null where nothing was sent. */
  readonly body: string | null
  /** Characters that `body` lacks at its end. */
  readonly cut: number
  /** In milliseconds since the epoch, by this browser's clock. */
  readonly at: number
  readonly outcome: ActivityOutcome
  /** By a clock that does not jump; null while it is under way, and where nobody saw the end. */
  readonly tookMs: number | null
  /** What it is one of; entries of former versions have none. */
  readonly group?: ChangeGroup | null
}

export type NewEntry = Omit<ActivityEntry, 'id'>

const wordsMax = 1_000

export function outcomeOf(problem: Problem | undefined): ActivityOutcome {
  if (problem === undefined) return { kind: 'done' }
  const { facts } = problem
  switch (facts.kind) {
    case 'abort':
      return { kind: 'cancelled' }
    case 'request':
    case 'timeout':
      return { kind: 'no-answer' }
    case 'broken-off':
      return { kind: 'broken-off' }
    case 'response':
      return { kind: needsSignIn(problem) ? 'signed-out' : 'unreadable' }
    case 'server': {
      if (facts.status === 401) return { kind: 'signed-out' }
      // A gateway that lost its server in the middle cannot know what that one did.
      if (isUnreachable(problem)) return { kind: 'no-answer' }
      return {
        kind: 'refused',
        status: facts.status,
        words: facts.words === undefined ? null : maskSecrets(facts.words).slice(0, wordsMax),
      }
    }
  }
}
