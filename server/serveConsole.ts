import { readFileSync } from 'node:fs'
import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { consoleHandler } from './consoleHandler.ts'
import { readFiles } from './files.ts'
import { createForwarder, type Timeouts } from './forward.ts'
import { createSignIn } from './signIn.ts'
import type { Sites } from './sites.ts'

/** All that a running console is made of. */
export interface ConsoleOptions {
  readonly host: string
  /** 0 for any that is free. */
  readonly port: number
  /** With a slash at both ends. */
  readonly base: string
  /** Other names that it may be reached by, in lower case. */
  readonly hostNames: readonly string[]
  readonly token: string | null
  /** The header in which the proxy in front names who is let in; null where there is no such proxy. */
  readonly userHeader: string | null
  /** Paths of PEM files; null for plain HTTP. */
  readonly tls: { readonly cert: string; readonly key: string } | null
  readonly timeouts: Timeouts
  /** The folder of the built console. */
  readonly folder: string
  /** Null for the demo, which has no servers. */
  readonly sites: (() => Sites) | null
  readonly log: ((line: string) => void) | null
}

export interface RunningConsole {
  /** Where the console is, with a slash at its end. */
  readonly url: string
  /** Reads the certificate anew. @throws where it cannot be used; the old one stays */
  readonly renewCertificate: () => void
  /** Takes no more requests, and lets those under way end; streams, which may never, are cut. */
  readonly stop: () => Promise<void>
}

/** @throws what listening throws: a port in use, an address that is none of this machine's */
export async function serveConsole(options: ConsoleOptions): Promise<RunningConsole> {
  const { host, port, base, hostNames, userHeader, tls, token, log } = options
  const secure = (request: IncomingMessage): boolean => tls !== null || request.headers['x-forwarded-proto'] === 'https'
  const signIn = token === null ? null : createSignIn(token, base, secure)
  const files = await readFiles(options.folder)
  const place = { base, host, hostNames, userHeader, signIn, log }
  const handle = consoleHandler(place, files, options.sites, createForwarder(options.timeouts))
  const secured = tls === null ? null : createHttpsServer(pair(tls), handle)
  const server: Server = secured ?? createHttpServer(handle)
  // Longer than proxies in front keep theirs, so that none of them uses one that is just being closed.
  server.keepAliveTimeout = 75_000
  await new Promise<void>((ready, failed) => {
    server.once('error', failed)
    server.listen(port, host, () => {
      server.off('error', failed)
      ready()
    })
  })
  const { port: bound } = server.address() as AddressInfo
  const name = host.includes(':') ? `[${host}]` : host
  return {
    url: `${tls === null ? 'http' : 'https'}://${name}:${bound}${base}`,
    renewCertificate() {
      if (secured !== null && tls !== null) secured.setSecureContext(pair(tls))
    },
    stop: () =>
      new Promise((done) => {
        const cut = setTimeout(() => server.closeAllConnections(), 1000)
        server.close(() => {
          clearTimeout(cut)
          done()
        })
        server.closeIdleConnections()
      }),
  }
}

function pair({ cert, key }: { cert: string; key: string }): { cert: Buffer; key: Buffer } {
  return { cert: readFileSync(cert), key: readFileSync(key) }
}
