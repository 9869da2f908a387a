import * as v from 'valibot'
import { browserStorage } from '@/kit/browserStorage.ts'
import { readConfig, type ConsoleConfig } from '@/kit/config.ts'
import { useConnections } from '@/kit/connections.ts'
import { backends } from '../backends.ts'

/** One a console: several may share an origin. */
const nameOfLast = () => `quarterdeck.lastConfig ${document.baseURI}`

const StoredSchema = v.object({ at: v.number(), user: v.nullable(v.string()), config: v.unknown() })

let taken: ConsoleConfig | undefined

/** Writes down which servers there are, in the form of `config.json`. */
export function rememberConfig(): void {
  const { servers, streams, title, access, user, demo } = useConnections.getState()
  // The demo's servers are in the page itself.
  if (servers.length === 0 || demo !== null || servers === taken?.servers) return
  const entries = servers.map(({ kind, id, label, baseUrl, userId }) => ({
    kind,
    name: id,
    label,
    url: baseUrl,
    userId,
  }))
  const config = { servers: entries, access, ...(streams !== null && { streams }), ...(title !== null && { title }) }
  void browserStorage.setItem(nameOfLast(), JSON.stringify({ at: Date.now(), user, config }))
}

export function forgetConfig(): void {
  void browserStorage.removeItem(nameOfLast())
}

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
