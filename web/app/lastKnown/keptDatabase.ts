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

export interface KeptBody extends Pick<KeptHead, 'scope' | 'server' | 'hash'> {
  readonly data: unknown
}

type Store = 'heads' | 'bodies'

let opened: Promise<IDBDatabase> | undefined

/** Rejects where the browser keeps nothing, as in some private windows. A refusal is not remembered. */
function database(): Promise<IDBDatabase> {
  opened ??= open().catch((error: unknown) => {
    opened = undefined
    throw error
  })
  return opened
}

// By hand: the first page may need this, and the library for it would be a quarter of what it then loads.
async function open(): Promise<IDBDatabase> {
  const opening = indexedDB.open('quarterdeck.lastKnown', 1)
  opening.addEventListener('upgradeneeded', () => {
    for (const store of ['heads', 'bodies'] satisfies Store[]) {
      opening.result.createObjectStore(store, { keyPath: ['scope', 'server', 'hash'] })
    }
  })
  const db = await answer(opening)
  // A newer console in another tab wants to change the tables: it must not wait for this one.
  db.addEventListener('versionchange', () => {
    db.close()
    opened = undefined
  })
  db.addEventListener('close', () => {
    opened = undefined
  })
  return db
}

export function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new DOMException('', 'UnknownError')))
    // Another version of the console holds the database: what is kept is not worth a wait.
    request.addEventListener('blocked', () => reject(new DOMException('', 'TimeoutError')))
  })
}

export async function begin(
  mode: IDBTransactionMode,
): Promise<{ readonly store: (name: Store) => IDBObjectStore; readonly done: Promise<void> }> {
  const transaction = (await database()).transaction(['heads', 'bodies'], mode)
  const done = new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () => reject(transaction.error ?? new DOMException('', 'AbortError')))
  })
  // Whoever reads does not wait for it.
  done.catch(() => undefined)
  return { store: (name) => transaction.objectStore(name), done }
}

export type KeptName = Pick<KeptHead, 'scope' | 'server' | 'hash'>

export function keyOf({ scope, server, hash }: KeptName): string[] {
  return [scope, server, hash]
}

export async function readKept(
  name: KeptName,
): Promise<{ readonly data: unknown; readonly updatedAt: number } | undefined> {
  const { store } = await begin('readonly')
  const [head, body] = await Promise.all([
    answer<KeptHead | undefined>(store('heads').get(keyOf(name))),
    answer<KeptBody | undefined>(store('bodies').get(keyOf(name))),
  ])
  return head && body && { data: body.data, updatedAt: head.updatedAt }
}
