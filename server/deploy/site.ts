import type { ListedServer, ServerList } from '../serverList.ts'

/** Where and how a web server shows the console. */
export interface Site {
  /** Path at which the console lives: `/`, `/ops/console/`. */
  readonly base: string
  /** Folder with the built console. */
  readonly root: string
  /** Folder with this site's `config.json`. */
  readonly configFolder: string
  /** `127.0.0.1:8080`, `[::1]:8080`, `8080` (all addresses). */
  readonly listen: string
  /** Name under which browsers know it; null: any. */
  readonly host: string | null
  readonly tls: Tls
  readonly signIn: SignIn
  /**
   * nginx looks up the servers' names once, when it starts, and does not start when one is unknown. With the address
   * of a name server it asks that one, again and again, and starts all the same. Only names in DNS, not /etc/hosts.
   */
  readonly resolver: string | null
  /** Authorities trusted for servers that are reached by https and have no `ca` of their own. */
  readonly authorities: string
}

export type Tls =
  /** For Caddy `automatic` gets a certificate from a public authority, `internal` makes one from an authority of its own. */
  'none' | 'automatic' | 'internal' | { readonly certificate: string; readonly key: string }

export type SignIn =
  /** Whoever reaches the address can do everything: only on this machine's own address. */
  | 'nobody asks'
  /** Something in front lets only those in who may. */
  | 'in front'
  | { readonly oauth2Proxy: string }

export const plainSite: Site = {
  base: '/',
  root: '/usr/share/quarterdeck',
  configFolder: '/etc/quarterdeck',
  listen: '127.0.0.1:8080',
  host: null,
  tls: 'none',
  signIn: 'nobody asks',
  resolver: null,
  authorities: '/etc/ssl/certs/ca-certificates.crt',
}

/** What stands in the way of a configuration, one a line. Nothing of a list or a site can be more than one word in it. */
export function siteProblems(site: Site, list: ServerList): readonly string[] {
  const problems: string[] = []
  const refuse = (isWrong: boolean, problem: string): void => void (isWrong && problems.push(problem))

  refuse(
    !/^\/([\w.~-]+\/)*$/.test(site.base),
    `${JSON.stringify(site.base)} is no place for the console: use / or /ops/console/`,
  )
  refuse(
    /(^|\/)\.{1,2}\//.test(site.base),
    `${JSON.stringify(site.base)} goes up or stands still: use / or /ops/console/`,
  )
  refuse(
    /^\/(api|assets|oauth2)\//.test(site.base),
    `${JSON.stringify(site.base)}: the console itself uses that name below it`,
  )
  for (const path of [site.root, site.configFolder, site.authorities]) {
    refuse(
      !isPath(path),
      `${JSON.stringify(path)} is no path: it has to begin with / and be of letters, digits, . _ - and /`,
    )
  }
  refuse(
    !isListen(site.listen),
    `${JSON.stringify(site.listen)} is nothing to listen on: use 127.0.0.1:8080, [::1]:8080 or 8080`,
  )
  refuse(site.host !== null && !isHost(site.host), `${JSON.stringify(site.host ?? '')} is no name of a host`)
  refuse(
    site.resolver !== null && !isAddress(site.resolver),
    `${JSON.stringify(site.resolver ?? '')} is no address of a resolver`,
  )
  if (typeof site.tls === 'object') {
    for (const path of [site.tls.certificate, site.tls.key])
      refuse(!isPath(path), `${JSON.stringify(path)} is no path of a PEM file`)
  }
  if (typeof site.signIn === 'object') {
    refuse(
      !isHostAndPort(site.signIn.oauth2Proxy),
      `${JSON.stringify(site.signIn.oauth2Proxy)} is no address of oauth2-proxy`,
    )
  }
  refuse(
    site.signIn === 'nobody asks' && !isLoopback(site.listen),
    `whoever reaches ${JSON.stringify(site.listen)} could start and stop models: have oauth2-proxy ask who it is, say that something in front does, or listen on 127.0.0.1`,
  )
  for (const server of list.servers) problems.push(...serverProblems(server, site))
  return problems
}

function serverProblems({ name, url, ca }: ListedServer, site: Site): readonly string[] {
  const problems: string[] = []
  // The list lets more through than a line of a configuration can hold.
  if (!/^\w[\w.-]*$/.test(name)) problems.push(`${JSON.stringify(name)} cannot stand in a configuration as a name`)
  const { hostname, pathname } = new URL(url)
  if (!isHost(hostname)) problems.push(`${name}: ${JSON.stringify(hostname)} cannot stand in a configuration as a host`)
  if (!/^(\/[\w.~%-]*)*$/.test(pathname)) {
    problems.push(`${name}: ${JSON.stringify(pathname)} cannot stand in a configuration as a path`)
  }
  if (ca !== undefined && !isPath(authoritiesAt(ca, site))) {
    problems.push(`${name}: "ca" ${JSON.stringify(ca)} is no path of letters, digits, . _ - and /`)
  }
  return problems
}

/** Where a list's `ca` is: beside the list, unless it says otherwise, and so in the folder of `config.json`. */
export function authoritiesAt(ca: string, { configFolder }: Pick<Site, 'configFolder'>): string {
  return ca.startsWith('/') ? ca : `${configFolder.replace(/\/$/, '')}/${ca}`
}

/** An upstream's parts, as a configuration needs them. */
export function upstreamOf({ url }: Pick<ListedServer, 'url'>) {
  const { protocol, hostname, host, pathname } = new URL(url)
  return {
    isTls: protocol === 'https:',
    origin: `${protocol}//${host}`,
    /** No name that anybody has to look up. */
    isAddress: isAddress(hostname),
    /** Below which its calls are; without a slash at its end. */
    path: pathname.replace(/\/+$/, ''),
  }
}

function isPath(text: string): boolean {
  return /^(\/[\w.-]+)+\/?$/.test(text)
}

function isHost(text: string): boolean {
  return /^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$/i.test(text) || isAddress(text)
}

function isAddress(text: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text) || /^\[[\da-f:]+\]$/i.test(text)
}

function isHostAndPort(text: string): boolean {
  const [, host = '', port = ''] = /^(.+):(\d+)$/.exec(text) ?? []
  return isHost(host) && isPort(port)
}

function isListen(text: string): boolean {
  if (isPort(text)) return true
  const [, address = '', port = ''] = /^(.+):(\d+)$/.exec(text) ?? []
  return isAddress(address) && isPort(port)
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535
}

function isLoopback(listen: string): boolean {
  return /^(127\.\d+\.\d+\.\d+|\[::1\]):/.test(listen)
}

/**
 * The hosts, as browsers send them and without a port, that alone are answered to; null for all. Where nobody asks who
 * somebody is, a page of another site could have a name of its own point here.
 */
export function ownHosts({ listen, host, signIn }: Site): readonly string[] | null {
  if (signIn !== 'nobody asks') return null
  const bound = listen.replace(/:?\d+$/, '')
  return [...new Set(['localhost', '127.0.0.1', '[::1]', bound, host ?? ''].filter((name) => name !== ''))]
}
