import { create } from 'zustand'
import * as v from 'valibot'

/** A client that was made invalid here. No list of the server has it any more: without this, its id would be lost. */
export interface InvalidClient {
  readonly id: string
  readonly name: string
  /** When it was made invalid, in milliseconds since the epoch. */
  readonly at: number
}

const EntrySchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  name: v.pipe(v.string(), v.maxLength(10_000)),
  at: v.pipe(v.number(), v.finite()),
})

const PREFIX = 'quarterdeck.gpuf.invalid '

/** Which register, and which of its users: an id means nothing elsewhere. */
interface Register {
  readonly id: string
  readonly baseUrl: string
  readonly userId?: string
}

function keyOf({ id, baseUrl, userId }: Register): string {
  return `${PREFIX}${id} ${baseUrl} ${userId ?? ''}`
}

const NONE: readonly InvalidClient[] = []

const useLists = create<{ readonly byKey: Readonly<Record<string, readonly InvalidClient[]>> }>(() => ({ byKey: {} }))

/** Clients of this connection that were made invalid in this browser, the latest first. */
export function useInvalidClients(at: Register): readonly InvalidClient[] {
  const key = keyOf(at)
  const known = useLists(({ byKey }) => byKey[key])
  return known ?? stored(key)
}

export function invalidClients(at: Register): readonly InvalidClient[] {
  const key = keyOf(at)
  return useLists.getState().byKey[key] ?? stored(key)
}

export function rememberInvalid(at: Register, clients: readonly InvalidClient[]): void {
  if (clients.length === 0) return
  const ids = new Set(clients.map(({ id }) => id))
  write(at, [...clients, ...fresh(at).filter(({ id }) => !ids.has(id))])
}

export function forgetInvalid(at: Register, ids: readonly string[]): void {
  const gone = new Set(ids)
  const before = fresh(at)
  const after = before.filter(({ id }) => !gone.has(id))
  if (after.length !== before.length) write(at, after)
}

function write(at: Register, clients: readonly InvalidClient[]): void {
  const key = keyOf(at)
  useLists.setState(({ byKey }) => ({ byKey: { ...byKey, [key]: clients } }))
  try {
    if (clients.length === 0) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(clients))
  } catch {
    // Private windows refuse storage: the list then lasts as long as the page.
  }
}

/** What another tab has added in the meantime must not be lost by writing ours. */
function fresh(at: Register): readonly InvalidClient[] {
  const key = keyOf(at)
  const inStorage = read(key)
  return inStorage.length > 0 ? inStorage : (useLists.getState().byKey[key] ?? NONE)
}

const readBefore = new Map<string, { readonly text: string | null; readonly list: readonly InvalidClient[] }>()

/** The same array for the same text, so that nothing is drawn again. */
function stored(key: string): readonly InvalidClient[] {
  const text = textOf(key)
  const before = readBefore.get(key)
  if (before && before.text === text) return before.list
  const list = parsed(text)
  readBefore.set(key, { text, list })
  return list
}

function read(key: string): readonly InvalidClient[] {
  return parsed(textOf(key))
}

function textOf(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Entry by entry: one that was garbled costs itself and not the list. */
function parsed(text: string | null): readonly InvalidClient[] {
  if (text === null) return NONE
  try {
    const list: unknown = JSON.parse(text)
    if (!Array.isArray(list)) return NONE
    const entries = list.flatMap((entry) => {
      const result = v.safeParse(EntrySchema, entry)
      return result.success ? [result.output] : []
    })
    return entries.length === 0 ? NONE : [...new Map(entries.map((entry) => [entry.id, entry])).values()]
  } catch {
    return NONE
  }
}

/** Another tab has changed its list. */
if (typeof window !== 'undefined') {
  window.addEventListener('storage', ({ key }) => {
    if (key === null) useLists.setState({ byKey: {} })
    else if (key.startsWith(PREFIX)) useLists.setState(({ byKey }) => ({ byKey: { ...byKey, [key]: read(key) } }))
  })
}
