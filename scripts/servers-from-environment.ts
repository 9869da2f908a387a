import type { ServerResponse } from 'node:http'
import type { Connect, Plugin, ProxyOptions } from 'vite'

/**
 * Development against real servers: `XW_URL` (comma-separated for many, each `URL` or `name=URL`), `GPUFS_URL`
 * and `GPUFS_USER_ID` become a `config.json` and the proxy rules that it points to.
 * `QUARTERDECK_BASE` (`/ops/console/`) serves the console from a sub-path.
 * Without any of them the files in public/ are served as they are.
 */
export function serversFromEnvironment(env: NodeJS.ProcessEnv): {
  readonly proxy: Record<string, ProxyOptions>
  readonly plugin: Plugin
} {
  const base = withSlashes(env['QUARTERDECK_BASE'] ?? '/')
  const xw = namedUrls(env['XW_URL'] ?? '')
  const gpuf = env['GPUFS_URL']?.trim()
  const proxy: Record<string, ProxyOptions> = {}
  const servers: object[] = []
  for (const { name, url } of xw) {
    proxy[`^${base}api/xw/${name}/`] = forward(url, `${base}api/xw/${name}`)
    servers.push({ kind: 'xw', name, url: `api/xw/${name}` })
  }
  if (gpuf !== undefined && gpuf !== '') {
    proxy[`^${base}api/gpuf/`] = forward(gpuf, `${base}api/gpuf`)
    servers.push({ kind: 'gpuf', name: 'fleet', url: 'api/gpuf', userId: env['GPUFS_USER_ID'] ?? '1' })
  }
  const config = servers.length > 0 ? JSON.stringify({ servers }) : undefined
  return { proxy, plugin: placeAndConfig(base, config) }
}

function withSlashes(path: string): string {
  return `/${path}/`.replaceAll(/\/+/g, '/')
}

function namedUrls(list: string): { name: string; url: string }[] {
  const entries = list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  return entries.map((entry, index) => {
    const named = /^([\w.-]+)=(.+)$/.exec(entry)
    if (named?.[1] !== undefined && named[2] !== undefined) return { name: named[1], url: named[2] }
    return { name: entries.length === 1 ? 'xw' : `xw-${index + 1}`, url: entry }
  })
}

function forward(target: string, prefix: string): ProxyOptions {
  return {
    target,
    changeOrigin: true,
    rewrite: (path) => path.slice(prefix.length),
    configure(proxy) {
      // When the upstream drops midway the proxy would leave the browser waiting for ever.
      proxy.on('proxyRes', (upstream, _request, response) => {
        upstream.on('close', () => {
          if (!upstream.complete) response.destroy()
        })
      })
    },
  }
}

function placeAndConfig(base: string, config: string | undefined): Plugin {
  const answer: Connect.NextHandleFunction = (request, response, next) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    if (config !== undefined && path === `${base}config.json`) return sendJson(response, config)
    if (base !== '/') {
      if (!path.startsWith(base)) {
        response.writeHead(path === '/' ? 302 : 404, path === '/' ? { location: base } : {})
        response.end()
        return undefined
      }
      if (!path.startsWith(`${base}api/`)) request.url = (request.url ?? '').slice(base.length - 1)
    }
    return next()
  }
  return {
    name: 'quarterdeck:place-and-config',
    configureServer(server) {
      server.middlewares.use(answer)
    },
    configurePreviewServer(server) {
      server.middlewares.use(answer)
      if (base !== '/') server.middlewares.use(rebase(base))
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html, context) => (context.server === undefined ? html : inPlace(html, base)),
    },
  }
}

/** What a web server in front of the built files does for a sub-path: replaces one attribute of index.html. */
function inPlace(html: string, base: string): string {
  return html.replace('<base href="/"', `<base href="${base}"`)
}

function rebase(base: string): Connect.NextHandleFunction {
  return (request, response, next) => {
    // What is compressed can no longer be read here.
    delete request.headers['accept-encoding']
    const end = response.end.bind(response)
    response.end = ((chunk?: unknown, ...rest: never[]) => {
      const type = String(response.getHeader('content-type') ?? '')
      if (!type.startsWith('text/html') || !(typeof chunk === 'string' || Buffer.isBuffer(chunk))) {
        return end(chunk, ...rest)
      }
      const html = inPlace(chunk.toString(), base)
      response.setHeader('content-length', Buffer.byteLength(html))
      return end(html, ...rest)
    }) as typeof response.end
    next()
  }
}

function sendJson(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(body)
}
