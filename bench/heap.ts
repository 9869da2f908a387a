import type { Page } from '@playwright/test'
import { compiledBytes } from './heapSnapshot.ts'

export interface Heap {
  /** Bytes that are alive after a collection, typed arrays included. */
  readonly bytes: () => Promise<number>
  /** As much of them as the browser's compilers made of scripts: the more a function is called, the more code it gets. */
  readonly compiledBytes: () => Promise<number>
}

interface Isolate {
  readonly ask: (method: string) => Promise<unknown>
  /** Of what comes from now on. */
  readonly collectChunks: () => string[]
}

/**
 * What a page and its workers keep.
 *
 * Attach before the workers start.
 */
export async function watchHeap(page: Page): Promise<Heap> {
  const session = await page.context().newCDPSession(page)
  const workers = new Set<string>()
  const replies = new Map<string, (result: unknown) => void>()
  const chunks = new Map<string, string[]>()
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') workers.add(sessionId)
  })
  session.on('Target.detachedFromTarget', ({ sessionId }) => workers.delete(sessionId))
  session.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
    const { id, result, params } = JSON.parse(message) as {
      id?: number
      result?: unknown
      params?: { readonly chunk?: string }
    }
    if (params?.chunk !== undefined) chunks.get(sessionId)?.push(params.chunk)
    replies.get(`${sessionId} ${id}`)?.(result)
  })
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void chunks.get('')?.push(chunk))
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false })
  let sent = 0
  const askWorker = (sessionId: string, method: string): Promise<unknown> => {
    sent++
    const id = sent
    const reply = new Promise((resolve) => replies.set(`${sessionId} ${id}`, resolve))
    void session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) })
    return reply
  }
  const collectOf = (sessionId: string) => (): string[] => {
    const collected: string[] = []
    chunks.set(sessionId, collected)
    return collected
  }
  const own: Isolate = {
    ask: (method) => session.send(method as 'HeapProfiler.collectGarbage'),
    collectChunks: collectOf(''),
  }
  const isolates = (): Isolate[] => [
    own,
    ...[...workers].map((id) => ({ ask: (method: string) => askWorker(id, method), collectChunks: collectOf(id) })),
  ]
  const sum = async (measure: (one: Isolate) => Promise<number>): Promise<number> => {
    let all = 0
    for (const one of isolates()) all += await measure(one)
    return all
  }
  return { bytes: () => sum(aliveIn), compiledBytes: () => sum(compiledIn) }
}

async function aliveIn({ ask }: Isolate): Promise<number> {
  await ask('HeapProfiler.collectGarbage')
  return bytesOf(await ask('Runtime.getHeapUsage'))
}

async function compiledIn({ ask, collectChunks }: Isolate): Promise<number> {
  const chunks = collectChunks()
  await ask('HeapProfiler.takeHeapSnapshot')
  return compiledBytes(chunks.splice(0).join(''))
}

/** Newer browsers tell what buffers hold apart from what objects do. */
function bytesOf(usage: unknown): number {
  const { usedSize = 0, backingStorageSize = 0 } = (usage ?? {}) as { usedSize?: number; backingStorageSize?: number }
  return usedSize + backingStorageSize
}
