// @vitest-environment jsdom
import * as v from 'valibot'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { connectionsTaken, setConnectionsTaken } from './connectionsTaken.ts'
import { call } from './http.ts'
import { lookForConnections } from './otherTabs.ts'
import { isUnreachable } from './problem.ts'
import { countStream } from './streamsOpen.ts'
import { endpoint, problemOf } from './testServer.ts'

/** The browser's channel between tabs, in one thread. */
class Channel extends EventTarget {
  static readonly all = new Set<Channel>()

  constructor() {
    super()
    Channel.all.add(this)
  }

  postMessage(data: unknown) {
    for (const other of Channel.all) if (other !== this) other.dispatchEvent(new MessageEvent('message', { data }))
  }
}

/** Another tab of the console that holds so many streams. */
const otherTab = (streams: number) => {
  const tab = new Channel()
  const name = `tab ${Channel.all.size}`
  tab.addEventListener('message', (event) => {
    if (event instanceof MessageEvent && event.data === 'how-many') tab.postMessage({ tab: name, streams })
  })
  onTestFinished(() => void Channel.all.delete(tab))
}

/** A request that the browser does not send, as it has no connection for it. */
const askInVain = (timeoutMs: number) => {
  vi.stubGlobal(
    'fetch',
    (_url: string, { signal }: RequestInit) =>
      new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))),
  )
  return problemOf(call({ at: endpoint('api'), operation: 'xw.health', path: '/', schema: v.unknown(), timeoutMs }))
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('BroadcastChannel', Channel)
})
afterEach(() => {
  vi.useRealTimers()
  setConnectionsTaken(null)
})

test('streams in other tabs that hold all six connections are the reason why nothing is answered, and no server is', async () => {
  otherTab(3)
  otherTab(2)
  onTestFinished(countStream())
  const problem = askInVain(10_000)
  await vi.advanceTimersByTimeAsync(6_000)
  void lookForConnections()
  await vi.advanceTimersByTimeAsync(400)
  expect(connectionsTaken()).toEqual({ streams: 6, tabs: 2 })
  await vi.advanceTimersByTimeAsync(10_000)
  expect((await problem).facts).toEqual({ kind: 'request', reason: 'no-connection' })
  expect(isUnreachable(await problem)).toBe(false)
})

test('with connections left, a server that does not answer is what it is', async () => {
  otherTab(2)
  const problem = askInVain(10_000)
  await vi.advanceTimersByTimeAsync(6_000)
  void lookForConnections()
  await vi.advanceTimersByTimeAsync(400)
  expect(connectionsTaken()).toBe(null)
  await vi.advanceTimersByTimeAsync(10_000)
  expect((await problem).kind).toBe('timeout')
})

test('what one request in vain has shown is known for the next: it too is not the server’s fault', async () => {
  otherTab(6)
  const first = askInVain(10_000)
  await vi.advanceTimersByTimeAsync(4_000)
  const second = askInVain(10_000)
  await vi.advanceTimersByTimeAsync(2_000)
  void lookForConnections()
  await vi.advanceTimersByTimeAsync(10_000)
  const facts = { kind: 'request', reason: 'no-connection' }
  expect([(await first).facts, (await second).facts]).toEqual([facts, facts])
})

test('answers to the question of another tab are heard too, and count once', async () => {
  otherTab(2)
  const other = new Channel()
  onTestFinished(() => void Channel.all.delete(other))
  const problem = askInVain(10_000)
  await vi.advanceTimersByTimeAsync(6_000)
  void lookForConnections()
  for (let asked = 0; asked < 3; asked += 1) other.postMessage('how-many')
  await vi.advanceTimersByTimeAsync(400)
  expect(connectionsTaken()).toBe(null)
  await vi.advanceTimersByTimeAsync(10_000)
  expect((await problem).kind).toBe('timeout')
})
