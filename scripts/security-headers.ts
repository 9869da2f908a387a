import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Plugin } from 'vite'
import { connectOrigins, forwardedHeaders, securityHeaders } from '../server/securityHeaders.ts'

/** Where a page under `vite preview` tells what its browser refused to do; the end-to-end tests listen. */
const REPORTS = '/csp-reports'

/** The built console is looked at and tested under the headers that it is deployed with. */
export function securityHeadersInPreview(): Plugin {
  return {
    name: 'quarterdeck:security-headers',
    configurePreviewServer(server) {
      const { root, build, preview } = server.config
      const own = securityHeaders({ connect: elsewhere(resolve(root, build.outDir, 'config.json')), reports: REPORTS })
      const forwarded = forwardedHeaders()
      const proxied = Object.keys(preview.proxy ?? {}).map((pattern) => new RegExp(pattern))
      server.middlewares.use((request, response, next) => {
        const path = request.url ?? '/'
        if (path === REPORTS) {
          response.writeHead(204).end()
          return
        }
        const headers = proxied.some((pattern) => pattern.test(path)) ? forwarded : own
        for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
        next()
      })
    },
  }
}

/** The origins of servers that `config.json` names by an absolute address. */
function elsewhere(config: string): readonly string[] {
  return existsSync(config) ? connectOrigins(JSON.parse(readFileSync(config, 'utf8'))) : []
}
