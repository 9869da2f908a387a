import * as v from 'valibot'
import type { PullTarget } from './pullState.ts'
import { pullKey } from './pullState.ts'

/** What this browser was pulling, kept outside of the page so that a reload or a crash cannot forget it. */
export interface PullIntent extends PullTarget {
  readonly key: string
  /** Milliseconds since the epoch. */
  readonly since: number
  readonly highest: number
  /** The tab that was pulling it. */
  readonly tab: string
}

const PREFIX = 'quarterdeck.pull/'

const IntentSchema = v.object({
  server: v.pipe(v.string(), v.maxLength(1_000)),
  model: v.pipe(v.string(), v.maxLength(10_000)),
  since: v.number(),
  highest: v.number(),
  tab: v.string(),
})

export interface PullIntents {
  all(): readonly PullIntent[]
  keep(intent: Omit<PullIntent, 'key'>): void
  forget(key: string): void
}

/**
 * One entry of the storage a pull, so that tabs that write at the same moment do not overwrite each other.
 * A storage that refuses (private mode, full) costs the memory of reloads and nothing else.
 */
export function createPullIntents(storage: () => Storage): PullIntents {
  return {
    all() {
      try {
        return read(storage())
      } catch {
        return []
      }
    },
    keep({ server, model, since, highest, tab }) {
      try {
        storage().setItem(PREFIX + pullKey({ server, model }), JSON.stringify({ server, model, since, highest, tab }))
      } catch {
        // As above.
      }
    },
    forget(key) {
      try {
        storage().removeItem(PREFIX + key)
      } catch {
        // As above.
      }
    },
  }
}

function read(storage: Storage): readonly PullIntent[] {
  const intents: PullIntent[] = []
  for (let index = 0; index < storage.length; index += 1) {
    const name = storage.key(index)
    if (!name?.startsWith(PREFIX)) continue
    const intent = v.safeParse(IntentSchema, parsed(storage.getItem(name)))
    if (intent.success) intents.push({ ...intent.output, key: pullKey(intent.output) })
  }
  return intents.sort((a, b) => a.since - b.since)
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
