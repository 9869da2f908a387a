import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type RequestOptions,
  createServer,
  request as httpRequest,
} from 'node:http'
import { createServer as createHttpsServer, request as httpsRequest } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { loadList } from './listFile.ts'
import { readServerList } from './serverList.ts'
import { type ConsoleOptions, serveConsole } from './serveConsole.ts'
import { createSites, type Overrides, type Sites } from './sites.ts'
import { testCertificate } from './testCertificate.ts'

/** A folder that is gone after the test. */
export async function testFolder(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'quarterdeck-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true })
    await writeFile(join(folder, name), text)
  }
  return folder
}

export interface Upstream {
  readonly url: string
  /** What came in so far, with headers. */
  readonly requests: IncomingMessage[]
  readonly sockets: Set<Socket>
}

/** A server behind the console, until the test ends. */
export async function startUpstream(answer: RequestListener, tls = false): Promise<Upstream> {
  const requests: IncomingMessage[] = []
  const listener: RequestListener = (request, response) => {
    requests.push(request)
    answer(request, response)
  }
  const server = tls ? createHttpsServer(testCertificate, listener) : createServer(listener)
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => sockets.add(socket))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  return { url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`, requests, sockets }
}

export const builtFiles = {
  'index.html': '<!doctype html><base href="/"><title>Quarterdeck</title>',
  'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg" />',
  'config.json': '{"servers":[]}',
  'assets/index-abc.js': `export const text = '${'long enough to be packed '.repeat(60)}'`,
}

export interface TestConsole {
  /** With a slash at its end. */
  readonly url: string
  readonly log: string[]
}

type Settings = Partial<Omit<ConsoleOptions, 'sites' | 'folder'>> & Partial<Overrides>

/** A console on a free port with a list as somebody wrote it, until the test ends. */
export async function startConsole(list: unknown, settings: Settings = {}): Promise<TestConsole> {
  const folder = await testFolder(builtFiles)
  const { base = '/', readOnly = false, title = null, streams = null, ca = null, insecure = false, ...rest } = settings
  const loaded = await loadList(readServerList(list), folder)
  if ('problems' in loaded) throw new Error(loaded.problems.join('\n'))
  const sites: Sites = createSites(loaded, base, { readOnly, title, streams, ca, insecure })
  const log: string[] = []
  const running = await serveConsole({
    host: '127.0.0.1',
    port: 0,
    base,
    hostNames: [],
    token: null,
    userHeader: null,
    tls: null,
    timeouts: { connectMs: 5000, headMs: 5000 },
    folder,
    sites: () => sites,
    log: (line) => log.push(line),
    ...rest,
  })
  onTestFinished(() => running.stop())
  return { url: running.url, log }
}

export const oneServer = (url: string): object => ({ servers: [{ kind: 'xw', name: 'npu-01', url }] })

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** The whole body. @throws where it breaks off */
  readonly text: () => Promise<string>
  readonly bytes: () => Promise<Buffer>
  /** The next part of the body, as it came; undefined at its end. @throws where it breaks off */
  readonly next: () => Promise<string | undefined>
  /** As a tab that is closed. */
  readonly leave: () => void
}

interface Asking {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** One request as a browser or program sends it; done when the head of the answer is there. */
export function ask(url: string, { method = 'GET', headers = {}, body }: Asking = {}): Promise<Answer> {
  const options: RequestOptions = { method, headers, agent: false }
  const open = url.startsWith('https:') ? httpsRequest : httpRequest
  return new Promise((done, failed) => {
    // As it is written: `new URL` would tidy paths that are meant to be odd.
    const [, authority = '', path = '/'] = /^https?:\/\/([^/]+)(.*)$/.exec(url) ?? []
    const [host = '', port = ''] = authority.split(':')
    const request = open({ ...options, host, port, path, rejectUnauthorized: false } as RequestOptions, (answered) => {
      const parts = answered[Symbol.asyncIterator]() as AsyncIterator<Buffer>
      const next = async (): Promise<Buffer | undefined> => {
        const { done: ended, value } = await parts.next()
        return ended === true ? undefined : value
      }
      const bytes = async (): Promise<Buffer> => {
        const all: Buffer[] = []
        for (let part = await next(); part !== undefined; part = await next()) all.push(part)
        return Buffer.concat(all)
      }
      done({
        status: answered.statusCode ?? 0,
        headers: answered.headers,
        bytes,
        text: async () => (await bytes()).toString(),
        next: async () => (await next())?.toString(),
        leave: () => request.destroy(),
      })
    })
    request.once('error', failed)
    request.end(body)
  })
}
