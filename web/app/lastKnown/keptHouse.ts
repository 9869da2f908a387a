import { browserStorage } from '@/kit/browserStorage.ts'
import { useConnections } from '@/kit/connections.ts'
import type { KeptHead } from './keptDatabase.ts'
import { keptInVain } from './keptLimits.ts'
import { isOfThisVersion, keptBase } from './keptScope.ts'
import { eraseKept, keptHeads } from './keptWriting.ts'
import { nameOfLast } from './lastConfigName.ts'

/** Writes down which servers there are, in the form of `config.json`. */
export function rememberConfig(): void {
  const { servers, streams, title, access, user, demo } = useConnections.getState()
  // The demo's servers are in the page itself.
  if (servers.length === 0 || demo !== null) return
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

/** All that this console keeps of answers in this browser, of whatever user and version. */
export async function forgetAll(): Promise<void> {
  forgetConfig()
  const base = keptBase()
  await eraseKept((head) => head.base === base)
}

/** What is too old, too much, or of another version goes. */
export async function tidy(): Promise<void> {
  const base = keptBase()
  const isReadable = (head: KeptHead) => head.base !== base || isOfThisVersion(head.scope)
  const gone = keptInVain(await keptHeads(), Date.now(), isReadable)
  const names = new Set([...gone].map(nameOf))
  if (names.size > 0) await eraseKept((head) => names.has(nameOf(head)))
}

function nameOf({ scope, server, hash }: KeptHead): string {
  return JSON.stringify([scope, server, hash])
}
