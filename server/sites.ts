import { agentFor, type Target } from './forward.ts'
import type { LoadedList, LoadResult } from './listFile.ts'
import { consoleConfig, forwardedPath, type ServerList } from './serverList.ts'

export interface Site {
  /** In the console, `api/xw/npu-01`. */
  readonly path: string
  readonly access: ServerList['access']
  readonly target: Target
}

/** A list of servers made ready to be forwarded to. */
export interface Sites {
  readonly list: ServerList
  /** What was taken otherwise than it is written, and what is odd about it. */
  readonly notes: readonly string[]
  /** What the browser gets. */
  readonly configJson: string
  /** @param inside a path in the console, `api/xw/npu-01/api/health` */
  find(inside: string): Site | undefined
}

/** What the command line says for all servers, whatever their list says. */
export interface Overrides {
  readonly readOnly: boolean
  readonly title: string | null
  readonly streams: number | null
  /** PEM. */
  readonly ca: string | null
  readonly insecure: boolean
}

export function createSites(loaded: LoadedList, base: string, overrides: Overrides): Sites {
  const { title, streams } = overrides
  const list: ServerList = {
    ...loaded.list,
    ...(title === null ? {} : { title }),
    ...(streams === null ? {} : { streams }),
    ...(overrides.readOnly ? { access: 'read' } : {}),
  }
  const sites = new Map(
    list.servers.map((server): [string, Site] => {
      const path = forwardedPath(server)
      const url = new URL(server.url)
      const own = server.ca === undefined ? undefined : loaded.authorities.get(server.ca)
      const agent = agentFor(url, own ?? overrides.ca ?? undefined, server.insecure === true || overrides.insecure)
      const target = { name: server.name, url, prefix: `${base}${path}`, agent }
      return [path, { path, access: list.access, target }]
    }),
  )
  return {
    list,
    notes: [...loaded.notes, ...oddities(list)],
    configJson: JSON.stringify(consoleConfig(list)),
    find(inside) {
      const path = /^api\/(?:gpuf|xw\/[^/]+)(?=\/)/.exec(inside)?.[0]
      return path === undefined ? undefined : sites.get(path)
    },
  }
}

/** The servers in force, which can be replaced while the console runs. */
export interface CurrentSites {
  readonly now: () => Sites
  /** Loads them anew. Where that fails those of before stay in force, and the problems say why. */
  readonly renew: () => Promise<readonly string[]>
}

export async function currentSites(
  load: () => Promise<LoadResult>,
  create: (loaded: LoadedList) => Sites,
): Promise<CurrentSites | { readonly problems: readonly string[] }> {
  const first = await load()
  if ('problems' in first) return first
  let sites = create(first)
  return {
    now: () => sites,
    async renew() {
      const next = await load()
      if ('problems' in next) return next.problems
      sites = create(next)
      return []
    },
  }
}

/** One line a server: its kind, name and address. */
export function describe({ servers, access }: ServerList): string[] {
  const width = Math.max(...servers.map(({ name }) => name.length))
  const lines = servers.map((server) => {
    const more = server.kind === 'gpuf' ? ` (user ${server.userId})` : ''
    return `  ${server.kind.padEnd(4)}  ${server.name.padEnd(width)}  ${server.url}${more}`
  })
  return access === 'read' ? [...lines, '  for looking only'] : lines
}

function oddities({ servers }: ServerList): string[] {
  const byUrl = new Map<string, string[]>()
  for (const { url, name } of servers) byUrl.set(url, [...(byUrl.get(url) ?? []), name])
  const shared = [...byUrl].filter(([, names]) => names.length > 1)
  const unsafe = servers.filter(({ insecure }) => insecure === true)
  return [
    ...(servers.length === 0 ? ['the list names no server'] : []),
    ...shared.map(([url, names]) => `${names.join(' and ')} are the same address, ${url}`),
    ...unsafe.map(({ name }) => `${name}: its certificate is not looked at`),
  ]
}
