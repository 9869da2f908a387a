import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Endpoint } from './endpoint.ts'
import { isProblem, type Problem } from './problem.ts'

/** A promise to be kept from outside: how a test and its server wait for each other. */
interface Gate<T = void> {
  readonly passed: Promise<T>
  readonly open: (value: T) => void
}

export function gate<T = void>(): Gate<T> {
  const opens: ((value: T) => void)[] = []
  const passed = new Promise<T>((resolve) => {
    opens.push(resolve)
  })
  return {
    passed,
    open: (value) => {
      for (const open of opens) open(value)
    },
  }
}

interface TestServer {
  readonly at: Endpoint
  /** Every request so far. */
  readonly requests: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[]
  /** Their whole bodies. */
  readonly bodies: string[]
}

/** A real HTTP server on a free port of this machine, until the test ends. */
export async function serve(
  answer: (res: ServerResponse, req: IncomingMessage) => void | Promise<void>,
): Promise<TestServer> {
  const requests: TestServer['requests'] = []
  const bodies: string[] = []
  const server = createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      bodies.push(body)
      requests.push({ method: req.method ?? '', url: req.url ?? '', headers: req.headers, body })
      void answer(res, req)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = addressOf(server.address())
  return { at: endpoint(`http://127.0.0.1:${port}`), requests, bodies }
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new TypeError('not listening on a port')
  return address
}

export function endpoint(baseUrl: string): Endpoint {
  return { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl }
}

/** The Problem that the promise rejects with; fails the test on anything else. */
export async function problemOf(promise: Promise<unknown>): Promise<Problem> {
  const error = await promise.then(
    () => new Error('it succeeded'),
    (reason: unknown) => reason,
  )
  if (isProblem(error)) return error
  throw error
}
