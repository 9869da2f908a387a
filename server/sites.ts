import { agentFor, type Target } from './forward.ts'
import type { LoadedList } from './listFile.ts'
import { consoleConfig, forwardedPath, type ListedServer, type ServerList } from './serverList.ts'

export interface Site {
  readonly kind: ListedServer['kind']
  /** In the console, `api/xw/npu-01`. */
  readonly path: string
  readonly access: ServerList['access']
  readonly target: Target
}

/** A list of servers made ready to be forwarded to. */
export interface Sites {
  readonly list: ServerList
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
      return [path, { kind: server.kind, path, access: list.access, target }]
    }),
  )
  return {
    list,
    configJson: JSON.stringify(consoleConfig(list)),
    find(inside) {
      const path = /^api\/(?:gpuf|xw\/[^/]+)(?=\/)/.exec(inside)?.[0]
      return path === undefined ? undefined : sites.get(path)
    },
  }
}
