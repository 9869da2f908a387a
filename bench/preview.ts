import { resolve } from 'node:path'
import { preview } from 'vite'

/**
 * The built console in `dist/` with the given `config.json`.
 * @param forwards path prefixes (`/api/gpuf`) and the servers that they lead to
 */
export async function servePlain(
  config: object,
  forwards: Readonly<Record<string, string>> = {},
): Promise<{ url: string; close: () => Promise<void> }> {
  const server = await preview({
    root: resolve(import.meta.dirname, '..'),
    configFile: false,
    base: './',
    // Servers that refuse are measured too: each refusal would be a line.
    logLevel: 'silent',
    build: { outDir: 'dist' },
    preview: {
      host: '127.0.0.1',
      port: 4390,
      strictPort: false,
      proxy: Object.fromEntries(
        Object.entries(forwards).map(([prefix, target]) => [
          `${prefix}/`,
          { target, rewrite: (path: string) => path.slice(prefix.length) },
        ]),
      ),
    },
    plugins: [
      {
        name: 'bench:config',
        configurePreviewServer(preview) {
          preview.middlewares.use((request, response, next) => {
            const path = (request.url ?? '').split('?')[0]
            if (path === '/config.json') {
              response.setHeader('content-type', 'application/json')
              response.end(JSON.stringify(config))
            } else if (path === '/bare.html') {
              response.setHeader('content-type', 'text/html')
              response.end('<!doctype html><title>bare</title><p id="figure"></p>')
            } else next()
          })
        },
      },
    ],
  })
  const url = server.resolvedUrls?.local[0]
  if (url === undefined) throw new Error('the preview server has no address')
  return { url, close: () => server.close() }
}
