import type { Query, QueryClient } from '@tanstack/react-query'
import { confirmAnswer, isLastKnown, markLastKnown } from '@/kit/lastKnown.ts'
import { keptResource, unpack } from './keptAnswers.ts'
import { readKept, type KeptHead } from './keptDatabase.ts'
import { KEEP_LIMITS } from './keptLimits.ts'
import { endpointOf, keptBase, serverOf } from './keptScope.ts'
import { mayKeep } from './keepChoice.ts'
import type { writeKept } from './keptWriting.ts'

/** A server that answers sooner is not shown as it was before. */
export const HOLD_MS = 250
export const FIRST_WRITE_MS = 1_500
export const WRITE_EVERY_MS = 20_000
/** What takes longer to write is written less often. */
const BIG_BYTES = 256 * 1024
const WRITE_BIG_EVERY_MS = 2 * 60_000

interface Written {
  readonly data: unknown
  readonly bytes: number
  readonly at: number
}

/** Where answers are kept. */
export interface KeptShelf {
  readonly read: typeof readKept
  readonly write: typeof writeKept
}

// The first page reads; what writes comes later.
const ownShelf: KeptShelf = {
  read: readKept,
  write: async (head, content) => (await import('./keptWriting.ts')).writeKept(head, content),
}

/** Keeps the answers of one user at one console, and shows what was kept until the servers have answered anew. */
export class Keeper {
  readonly #scope: string
  readonly #shelf: KeptShelf
  readonly #changed = new Map<string, Query>()
  readonly #written = new Map<string, Written>()
  readonly #ends: (() => void)[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #isWriting = false
  #isOver = false

  constructor(queryClient: QueryClient, scope: string, shelf: KeptShelf = ownShelf) {
    this.#scope = scope
    this.#shelf = shelf
    const cache = queryClient.getQueryCache()
    for (const query of cache.getAll()) this.#meet(query, 0)
    this.#ends.push(
      cache.subscribe((event) => {
        if (event.type === 'added') this.#meet(event.query, HOLD_MS)
        else if (event.type === 'updated' && event.action.type === 'success') this.#note(event.query)
        else if (event.type === 'updated' && event.action.type === 'error') void this.#restore(event.query)
      }),
    )
    const onHidden = () => {
      // The tab may be about to go.
      if (document.hidden) void this.#write(true)
    }
    document.addEventListener('visibilitychange', onHidden)
    this.#ends.push(() => document.removeEventListener('visibilitychange', onHidden))
  }

  stop(): void {
    this.#isOver = true
    clearTimeout(this.#timer)
    for (const end of this.#ends) end()
  }

  #meet(query: Query, afterMs: number): void {
    if (keptResource(query.queryKey) === undefined) return
    if (query.state.data !== undefined) this.#note(query)
    else if (afterMs === 0) void this.#restore(query)
    else setTimeout(() => void this.#restore(query), afterMs)
  }

  /** Undefined for what is not kept. */
  #headOf({ queryKey, queryHash, state }: Query): Omit<KeptHead, 'bytes' | 'tooBig'> | undefined {
    const resource = keptResource(queryKey)
    const at = endpointOf(queryKey[0], queryKey[1])
    if (resource === undefined || at === undefined) return undefined
    const { dataUpdatedAt: updatedAt } = state
    const server = serverOf(at)
    return { scope: this.#scope, server, hash: queryHash, base: keptBase(), label: at.label, resource, updatedAt }
  }

  async #restore(query: Query): Promise<void> {
    const head = query.state.data === undefined ? this.#headOf(query) : undefined
    if (head === undefined) return
    try {
      const found = await this.#shelf.read(head)
      const now = Date.now()
      if (found === undefined || now - found.updatedAt > KEEP_LIMITS.ageMs) return
      const data = unpack(head.resource, found.data)
      // It may have answered meanwhile, or somebody else may be looking.
      if (query.state.data !== undefined || this.#isOver) return
      // Clocks count in whole milliseconds: no answer that is yet to come can have this moment.
      const dataUpdatedAt = Math.min(found.updatedAt, now) - 0.5
      markLastKnown(data, dataUpdatedAt)
      query.setState({
        data,
        dataUpdatedAt,
        // However young it is: nobody has said it since the page was loaded.
        isInvalidated: true,
        ...(query.state.status === 'pending' && { status: 'success' as const }),
      })
    } catch {
      // The browser keeps nothing: then there is nothing to show.
    }
  }

  #note(query: Query): void {
    const { data } = query.state
    confirmAnswer(data)
    if (keptResource(query.queryKey) === undefined) return
    this.#changed.set(query.queryHash, query)
    this.#writeLater(this.#written.size === 0 ? FIRST_WRITE_MS : WRITE_EVERY_MS)
  }

  #writeLater(afterMs: number): void {
    this.#timer ??= setTimeout(() => void this.#write(false), afterMs)
  }

  /** One answer at a time, when the page has nothing else to do. */
  async #write(isLast: boolean): Promise<void> {
    if (this.#isWriting) return
    this.#isWriting = true
    clearTimeout(this.#timer)
    this.#timer = undefined
    try {
      for (const query of this.#changed.values()) {
        if (!isLast) await idle()
        if (this.#isOver || !mayKeep()) return
        await this.#writeOne(query, isLast)
      }
    } catch {
      // Full, or refused: what is kept stays as old as it is.
    } finally {
      this.#isWriting = false
      if (this.#changed.size > 0 && !this.#isOver) this.#writeLater(WRITE_EVERY_MS)
    }
  }

  async #writeOne(query: Query, isLast: boolean): Promise<void> {
    const { data } = query.state
    const head = data === undefined || isLastKnown(data) ? undefined : this.#headOf(query)
    const before = this.#written.get(query.queryHash)
    const every = (before?.bytes ?? 0) > BIG_BYTES ? WRITE_BIG_EVERY_MS : WRITE_EVERY_MS
    if (head !== undefined && before !== undefined && !isLast && head.updatedAt - before.at < every) return
    this.#changed.delete(query.queryHash)
    if (head === undefined || head.updatedAt === before?.at) return
    if (before !== undefined && before.data === data) {
      const done = await this.#shelf.write({ ...head, bytes: before.bytes, tooBig: false }, 'same')
      this.#written.set(query.queryHash, { ...before, at: head.updatedAt })
      if (done !== 'missing') return
    }
    const { pack } = await import('./pack.ts')
    const packed = pack(head.resource, data)
    const { kind, bytes } = packed
    const content = { data: kind === 'packed' ? packed.data : null }
    await this.#shelf.write({ ...head, bytes, tooBig: kind === 'too-big' }, content)
    // What is too big is told of, and never the same as what is kept.
    this.#written.set(query.queryHash, { data: kind === 'packed' ? data : null, bytes, at: head.updatedAt })
  }
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 2_000 })
    else setTimeout(resolve)
  })
}
