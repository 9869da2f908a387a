import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An xw server with two instances: `big`, whose log is long, and `live`, whose log grows as fast as it is told to. */
export interface LogServer {
  readonly url: string
  readonly lines: number
  readonly bytes: number
  /** Holds the log of `big` back until `open`, which says when its first bytes leave. */
  readonly hold: () => { readonly waiting: Promise<void>; readonly open: () => number }
  /** Writes so many lines a second into `live`, for so long. Each says when it was written. */
  readonly run: (linesPerSecond: number, seconds: number) => Promise<void>
  readonly close: () => Promise<void>
}

const startedAt = Date.parse('2026-11-20T00:00:00Z')
const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }

export async function startLogServer(lines: number): Promise<LogServer> {
  const chunks = history(lines)
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  const live = new Set<ServerResponse>()
  let gate: { arrive: () => void; opened: Promise<void> } | undefined

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://npu')
    if (request.method === 'OPTIONS') response.writeHead(204, headers).end()
    else if (url.pathname === '/api/runtime/logs') void answerLog(url.searchParams.get('alias') ?? '', response)
    else answer(url.pathname, response)
  })

  async function answerLog(alias: string, response: ServerResponse): Promise<void> {
    if (alias === 'live') {
      response.writeHead(200, { ...headers, 'content-type': 'text/plain; charset=utf-8' })
      response.write(`${new Date().toISOString()} INFO ready\n`)
      live.add(response)
      response.once('close', () => live.delete(response))
      return
    }
    gate?.arrive()
    await gate?.opened
    response.writeHead(200, { ...headers, 'content-type': 'text/plain; charset=utf-8' })
    for (const chunk of chunks) {
      if (response.destroyed) return
      if (!response.write(chunk)) await once(response, 'drain').catch(() => undefined)
    }
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}`,
    lines,
    bytes,
    hold() {
      let arrive = nothing
      let release = nothing
      const waiting = new Promise<void>((resolve) => (arrive = resolve))
      const opened = new Promise<void>((resolve) => (release = resolve))
      gate = { arrive, opened }
      return {
        waiting,
        open() {
          gate = undefined
          release()
          return Date.now()
        },
      }
    },
    run: (linesPerSecond, seconds) =>
      new Promise((resolve) => {
        const begun = performance.now()
        let written = 0
        const timer = setInterval(() => {
          const passed = (performance.now() - begun) / 1000
          const due = Math.floor(Math.min(passed, seconds) * linesPerSecond)
          const now = Date.now()
          const stamp = new Date(now).toISOString().slice(0, -1)
          let text = ''
          for (; written < due; written += 1) text += `${stamp}${written % 1_000_000}Z ${lineOf(written)} sent=${now}\n`
          for (const response of live) response.write(text)
          if (passed < seconds) return
          clearInterval(timer)
          resolve()
        }, 10)
      }),
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

const nothing = (): void => undefined

function answer(path: string, response: ServerResponse): void {
  const body = answers[path]
  response.writeHead(body === undefined ? 404 : 200, { ...headers, 'content-type': 'application/json' })
  response.end(JSON.stringify(body ?? { error: 'not found', code: '404' }))
}

function instance(alias: string): object {
  return {
    id: alias,
    model_id: 'qwen3-8b',
    alias,
    backend_type: 'vllm',
    deployment_mode: 'docker',
    state: 'ready',
    created_at: new Date(startedAt).toISOString(),
    started_at: new Date(startedAt).toISOString(),
    port: 10_881,
    container_id: `c-${alias}`,
  }
}

const answers: Readonly<Record<string, object>> = {
  '/api/health': { status: 'healthy' },
  '/api/version': { version: '1.0.0', build_time: new Date(startedAt).toISOString() },
  '/api/runtime/instances': { instances: [instance('big'), instance('live')] },
}

/** What engines write: plain lines, lines with colours, now and then a warning and an error with its traceback. */
function lineOf(n: number): string {
  if (n % 5000 === 4999)
    return '\u001B[31mERROR\u001B[0m [engine.py:448] NPU out of memory. Tried to allocate 2.50 GiB (needle)'
  if (n % 1000 === 999)
    return `\u001B[33mWARNING\u001B[0m [scheduler.py:1241] Sequence group ${n} is preempted: not enough KV cache space`
  if (n % 3 === 0) {
    return `\u001B[32mINFO\u001B[0m:     10.2.${n % 8}.${n % 200}:${40_000 + (n % 9000)} - "POST /v1/chat/completions HTTP/1.1" \u001B[32m200 OK\u001B[0m`
  }
  return `INFO [loggers.py:116] Engine 000: Avg prompt throughput: ${n % 3000}.1 tokens/s, Avg generation throughput: ${n % 900}.7 tokens/s, Running: ${n % 30} reqs`
}

function history(lines: number): Buffer[] {
  const chunks: Buffer[] = []
  let text: string[] = []
  for (let n = 0; n < lines; n += 1) {
    const stamp = new Date(startedAt + n * 40).toISOString().slice(0, -1)
    text.push(`${stamp}${String(n % 1_000_000).padStart(6, '0')}Z ${lineOf(n)}\n`)
    if (text.length < 2000) continue
    chunks.push(Buffer.from(text.join('')))
    text = []
  }
  chunks.push(Buffer.from(text.join('')))
  return chunks
}
