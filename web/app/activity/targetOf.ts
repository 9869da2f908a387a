import { inSentence } from '@/lib/inSentence.ts'
import { maskSecrets } from '@/lib/maskSecrets.ts'

/** What people call the thing, and what servers call it, in the wires that there are. */
const names = ['alias', 'name', 'model', 'key', 'version'] as const
const ids = ['instance_id', 'model_id', 'client_id'] as const

/** What a request is about, by its body: `chat-large (qwen3-8b)`. */
export function targetOf(body: unknown): string | null {
  const name = firstOf(body, names)
  const id = firstOf(body, ids)
  const both = name !== null && id !== null && name !== id ? `${name} (${id})` : (name ?? id)
  return both === null ? null : inSentence(maskSecrets(both), 200)
}

function firstOf(body: unknown, keys: readonly string[]): string | null {
  if (typeof body !== 'object' || body === null) return null
  for (const key of keys) {
    const value: unknown = Reflect.get(body, key)
    if (typeof value === 'string' && value.trim() !== '') return value
    if (typeof value === 'number') return String(value)
  }
  return null
}
