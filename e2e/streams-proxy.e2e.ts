import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { expect, test as base } from './console.ts'
import { type RunningConsole, serveConsole } from './servers.ts'

/** A server whose streams say what the test says, when it says it. */
interface Upstream {
  readonly url: string
  /** The stream that was opened first and not yet taken. */
  readonly next: () => Promise<OpenStream>
  readonly close: () => Promise<void>
}

interface OpenStream {
  readonly body: string
  readonly write: (text: string | Uint8Array) => void
  readonly end: () => void
  /** As a server that dies, or a cable that is pulled. */
  readonly drop: () => void
  /** Done when the other side has gone. */
  readonly closed: Promise<void>
}

async function startUpstream(): Promise<Upstream> {
  const opened: OpenStream[] = []
  const waiting: ((stream: OpenStream) => void)[] = []
  const server = createServer((request, response) => {
    const type = { '/events': 'text/event-stream', '/lines': 'text/plain; charset=utf-8' }[request.url ?? '']
    if (type === undefined) {
      response.writeHead(404).end()
      return
    }
    let body = ''
    request.on('data', (chunk: Buffer) => void (body += chunk.toString()))
    request.on('end', () => {
      response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' })
      response.flushHeaders()
      const stream = streamOf(response, body)
      const taker = waiting.shift()
      if (taker) taker(stream)
      else opened.push(stream)
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    next: async () => opened.shift() ?? new Promise((taken) => waiting.push(taken)),
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

function streamOf(response: ServerResponse, body: string): OpenStream {
  return {
    body,
    write: (text) => void response.write(text),
    end: () => void response.end(),
    drop: () => void response.destroy(),
    closed: new Promise((done) => response.once('close', () => done())),
  }
}

const test = base.extend<{ readonly upstream: Upstream; readonly shown: RunningConsole }>({
  // oxlint-disable-next-line no-empty-pattern -- the form that fixtures have
  upstream: async ({}, use) => {
    const upstream = await startUpstream()
    await use(upstream)
    await upstream.close()
  },
  shown: async ({ upstream }, use) => {
    const shown = await serveConsole({ XW_URL: `plain=${upstream.url}` })
    await use(shown)
    await shown.stop()
  },
})

declare global {
  interface Window {
    /** What a stream that a test opened in the page has brought so far, and how it ended. */
    streamed?: { chunks: string[]; end: 'not yet' | 'complete' | 'broken' | 'aborted'; abort: () => void }
  }
}

/** Opens a stream in the page, as the console's own code does, and keeps what comes, chunk by chunk. */
async function openStream(page: Page, path: string): Promise<void> {
  await page.evaluate((address) => {
    const controller = new AbortController()
    const streamed: NonNullable<Window['streamed']> = {
      chunks: [],
      end: 'not yet',
      abort: () => controller.abort(),
    }
    window.streamed = streamed
    const read = async () => {
      const answer = await fetch(`api/xw/plain${address}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: '{"model":"qwen3-4b"}',
        signal: controller.signal,
      })
      const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
      for (;;) {
        const part = await reader?.read()
        if (part === undefined || part.done) break
        streamed.chunks.push(part.value)
      }
    }
    read().then(
      () => (streamed.end = 'complete'),
      () => (streamed.end = controller.signal.aborted ? 'aborted' : 'broken'),
    )
  }, path)
}

const received = (page: Page) => page.evaluate(() => window.streamed?.chunks.join('') ?? '')
const ending = (page: Page) => page.evaluate(() => window.streamed?.end)

test.beforeEach(async ({ page, shown }) => {
  await page.goto(`${shown.url}settings`)
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
})

const kinds = {
  '/events': ['event: message\ndata: {"n":1}\n\n', ': ping\n\n', 'event: message\ndata: {"n":2}\n\n'],
  '/lines': ['first line\n', 'half of ', 'a line\n'],
} as const

for (const [path, parts] of Object.entries(kinds)) {
  test(`through the proxy each part of ${path} arrives while the server still waits`, async ({ page, upstream }) => {
    await openStream(page, path)
    const stream = await upstream.next()
    expect(stream.body).toBe('{"model":"qwen3-4b"}')
    let sofar = ''
    for (const part of parts) {
      stream.write(part)
      sofar += part
      await expect.poll(() => received(page)).toBe(sofar)
      expect(await ending(page)).toBe('not yet')
    }
    stream.end()
    await expect.poll(() => ending(page)).toBe('complete')
  })

  test(`through the proxy a server that drops ${path} midway ends it in the browser, as broken`, async ({
    page,
    upstream,
  }) => {
    await openStream(page, path)
    const stream = await upstream.next()
    stream.write(parts[0])
    await expect.poll(() => received(page)).toBe(parts[0])
    stream.drop()
    await expect.poll(() => ending(page)).toBe('broken')
  })

  test(`through the proxy an abort of ${path} in the browser reaches the server`, async ({ page, upstream }) => {
    await openStream(page, path)
    const stream = await upstream.next()
    stream.write(parts[0])
    await expect.poll(() => received(page)).toBe(parts[0])
    await page.evaluate(() => window.streamed?.abort())
    await stream.closed
    expect(await ending(page)).toBe('aborted')
  })
}

test('through the proxy a character that is cut in the middle arrives whole', async ({ page, upstream }) => {
  await openStream(page, '/events')
  const stream = await upstream.next()
  const bytes = new TextEncoder().encode('data: 昇腾\n\n')
  stream.write(bytes.slice(0, 7))
  await expect.poll(() => received(page)).toBe('data: ')
  stream.write(bytes.slice(7))
  await expect.poll(() => received(page)).toBe('data: 昇腾\n\n')
})

test('through the proxy a page that is left closes its streams on the server', async ({ page, upstream }) => {
  await openStream(page, '/events')
  const stream = await upstream.next()
  await page.goto('about:blank')
  await stream.closed
})
