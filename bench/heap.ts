import type { CDPSession, Page } from '@playwright/test'

/**
 * Bytes that a page and its workers keep alive, typed arrays included, after a collection.
 *
 * Attach before the workers start.
 */
export async function watchHeap(page: Page): Promise<{ readonly bytes: () => Promise<number> }> {
  const session = await page.context().newCDPSession(page)
  const workers = new Set<string>()
  const replies = new Map<string, (result: unknown) => void>()
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') workers.add(sessionId)
  })
  session.on('Target.detachedFromTarget', ({ sessionId }) => workers.delete(sessionId))
  session.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
    const { id, result } = JSON.parse(message) as { id?: number; result?: unknown }
    replies.get(`${sessionId} ${id}`)?.(result)
  })
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false })
  let sent = 0
  const askWorker = (sessionId: string, method: string): Promise<unknown> => {
    sent++
    const id = sent
    const reply = new Promise((resolve) => replies.set(`${sessionId} ${id}`, resolve))
    void session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) })
    return reply
  }
  return {
    async bytes() {
      let sum = await ownHeap(session)
      for (const worker of workers) {
        await askWorker(worker, 'HeapProfiler.collectGarbage')
        sum += bytesOf(await askWorker(worker, 'Runtime.getHeapUsage'))
      }
      return sum
    },
  }
}

async function ownHeap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  return bytesOf(await session.send('Runtime.getHeapUsage'))
}

/** Newer browsers tell what buffers hold apart from what objects do. */
function bytesOf(usage: unknown): number {
  const { usedSize = 0, backingStorageSize = 0 } = (usage ?? {}) as { usedSize?: number; backingStorageSize?: number }
  return usedSize + backingStorageSize
}
