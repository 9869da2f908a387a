import * as v from 'valibot'
import { browserStorage } from '@/kit/browserStorage.ts'
import { readConfig, type ConsoleConfig } from '@/kit/config.ts'
import { backends } from '../backends.ts'
import { nameOfLast } from './lastConfigName.ts'

const StoredSchema = v.object({ at: v.number(), user: v.nullable(v.string()), config: v.unknown() })

let taken: ConsoleConfig | undefined

/** The servers that this console had last; undefined where none are kept. The same object each time. */
export function lastConfig(): ConsoleConfig | undefined {
  taken ??= readLast()
  return taken
}

function readLast(): ConsoleConfig | undefined {
  try {
    const text = browserStorage.getItem(nameOfLast())
    const stored = v.safeParse(StoredSchema, typeof text === 'string' ? JSON.parse(text) : null)
    if (!stored.success) return undefined
    const { at, user, config } = stored.output
    const read = readConfig(config, backends)
    return read.servers.length === 0 ? undefined : { ...read, user, lastKnownAt: at, problems: [] }
  } catch {
    return undefined
  }
}
