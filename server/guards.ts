import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** Whether only this machine reaches an address that is listened on. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost') return true
  const family = isIP(host)
  return family !== 0 && loopback.check(host, family === 6 ? 'ipv6' : 'ipv4')
}

/** The host's name in a `Host` header or an origin, without port and brackets, in lower case. */
export function hostNameOf(authority: string): string | undefined {
  if (!/^(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i.test(authority)) return undefined
  return authority
    .replace(/:\d{1,5}$/, '')
    .replaceAll(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase()
}

/**
 * Whether the request names this server by a name of its own. One that does not comes from a page whose owner lets
 * a name of theirs point here, to read what this machine can reach.
 */
export function isOwnHost(request: IncomingMessage, bound: string, hostNames: readonly string[]): boolean {
  const name = hostNameOf(request.headers.host ?? '')
  if (name === undefined) return false
  if (name === bound.toLowerCase() || hostNames.includes(name)) return true
  return isLoopback(bound) && isLoopback(name)
}

/**
 * Whether another site's page may have sent the request. Browsers say where a request comes from, older ones and
 * those on plain http by its origin only; programs that are no browsers say nothing, and have nobody's cookies.
 */
export function isFromElsewhere(request: IncomingMessage, hostNames: readonly string[], behindProxy: boolean): boolean {
  const { headers, method } = request
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && (site !== 'none' || !reads(method))
  if (reads(method)) return false
  const { origin } = headers
  if (origin === undefined) return false
  if (!URL.canParse(origin)) return true
  const { host } = new URL(origin)
  const named = hostNameOf(host)
  if (named !== undefined && hostNames.includes(named)) return false
  const forwarded = behindProxy ? headers['x-forwarded-host'] : undefined
  return host !== headers.host?.toLowerCase() && host !== String(forwarded ?? '').toLowerCase()
}

export function reads(method: string | undefined): boolean {
  return method === 'GET' || method === 'HEAD'
}
