import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

/** Whose and what an answer is. Heads are small and read together; bodies are read one by one. */
export interface KeptHead {
  /** Console, user and version of the console: see `keptScope`. */
  readonly scope: string
  /** Kind, id, address and tenant of the server. */
  readonly server: string
  /** The query's. */
  readonly hash: string
  /** The console's address: what other consoles of this origin keep is theirs. */
  readonly base: string
  readonly label: string
  readonly resource: string
  /** When the server said it, in milliseconds since the epoch. */
  readonly updatedAt: number
  /** About as much as it takes; of what is `tooBig`, as much as it would take at least. */
  readonly bytes: number
  /** Seen and not kept: it has no body. */
  readonly tooBig: boolean
}

type Key = [scope: string, server: string, hash: string]

interface KeptBody extends Pick<KeptHead, 'scope' | 'server' | 'hash'> {
  readonly data: unknown
}

interface Tables extends DBSchema {
  heads: { key: Key; value: KeptHead }
  bodies: { key: Key; value: KeptBody }
}

const both = ['heads', 'bodies'] as const

let opened: Promise<IDBPDatabase<Tables>> | undefined

/** Rejects where the browser keeps nothing, as in some private windows. A refusal is not remembered. */
function database(): Promise<IDBPDatabase<Tables>> {
  opened ??= openDB<Tables>('quarterdeck.lastKnown', 1, {
    upgrade(db) {
      db.createObjectStore('heads', { keyPath: ['scope', 'server', 'hash'] })
      db.createObjectStore('bodies', { keyPath: ['scope', 'server', 'hash'] })
    },
    // A newer console in another tab wants to change the tables: it must not wait for this one.
    blocking(_current, _wanted, event) {
      if (event.target instanceof IDBDatabase) event.target.close()
      opened = undefined
    },
    terminated() {
      opened = undefined
    },
  }).catch((error: unknown) => {
    opened = undefined
    throw error
  })
  return opened
}

export type KeptName = Pick<KeptHead, 'scope' | 'server' | 'hash'>

function keyOf({ scope, server, hash }: KeptName): Key {
  return [scope, server, hash]
}

export async function readKept(
  name: KeptName,
): Promise<{ readonly data: unknown; readonly updatedAt: number } | undefined> {
  const tx = (await database()).transaction(both)
  const [head, body] = await Promise.all([
    tx.objectStore('heads').get(keyOf(name)),
    tx.objectStore('bodies').get(keyOf(name)),
  ])
  return head && body && { data: body.data, updatedAt: head.updatedAt }
}

/**
 * Another tab may have heard of the server later: what is newer stays.
 *
 * @param content `same` where only the moment is new
 * @returns `older`: another tab has written since. `missing`: it was erased meanwhile, and the moment alone is not enough
 */
export async function writeKept(
  head: KeptHead,
  content: 'same' | { readonly data: unknown },
): Promise<'written' | 'older' | 'missing'> {
  const tx = (await database()).transaction(both, 'readwrite')
  const [heads, bodies] = [tx.objectStore('heads'), tx.objectStore('bodies')]
  const before = await heads.get(keyOf(head))
  const isOlder = before !== undefined && before.updatedAt >= head.updatedAt
  const isMissing = before === undefined && content === 'same'
  if (!isOlder && !isMissing) {
    const { scope, server, hash } = head
    void heads.put(head)
    if (head.tooBig) void bodies.delete(keyOf(head))
    else if (content !== 'same') void bodies.put({ scope, server, hash, data: content.data })
  }
  await tx.done
  return isOlder ? 'older' : isMissing ? 'missing' : 'written'
}

export async function keptHeads(): Promise<readonly KeptHead[]> {
  return (await database()).getAll('heads')
}

/** Erases what `isMeant`. */
export async function eraseKept(isMeant: (head: KeptHead) => boolean): Promise<void> {
  const tx = (await database()).transaction(both, 'readwrite')
  for (const head of await tx.objectStore('heads').getAll()) {
    if (!isMeant(head)) continue
    void tx.objectStore('heads').delete(keyOf(head))
    void tx.objectStore('bodies').delete(keyOf(head))
  }
  await tx.done
}
