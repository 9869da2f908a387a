import { type RunningServers, type ServersOptions, startServers } from '../mocks/servers.ts'
import { serveConsole } from './servers.ts'

/** The built console, and behind its proxy the simulated servers as HTTP servers of their own. */
export interface RealWorld {
  /** Where the console is, with a slash at its end. */
  readonly url: string
  readonly servers: RunningServers
  readonly stop: () => Promise<void>
}

/** @param base where the console lives, as `/ops/console/` */
export async function startRealWorld(base = '/', options: ServersOptions = {}): Promise<RealWorld> {
  const servers = await startServers({ seed: 1, port: 0, ...options })
  const shown = await serveConsole({
    XW_URL: servers.xw.map(({ id, url }) => `${id}=${url}`).join(','),
    GPUFS_URL: servers.gpuf.url,
    GPUFS_USER_ID: '12',
    QUARTERDECK_BASE: base,
  })
  return {
    url: shown.url,
    servers,
    async stop() {
      await shown.stop()
      await servers.close()
    },
  }
}
