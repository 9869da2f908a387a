import { type HttpHandler, http } from 'msw'
import type { Simulator } from './simulator.ts'

/** MSW's handlers for a simulator's servers, mounted under the console's own address (`root` ends in a slash). */
export function handlersOf(simulator: Simulator, root: string): HttpHandler[] {
  return [
    http.get(`${root}config.json`, () => Response.json(simulator.config())),
    ...simulator.servers.map(({ id, mount }) =>
      http.all(`${root}${mount}/*`, async ({ request }) =>
        simulator.handle(id, await asTheServerSeesIt(request, `${root}${mount}`)),
      ),
    ),
  ]
}

async function asTheServerSeesIt(request: Request, mount: string): Promise<Request> {
  const url = `http://mock${request.url.slice(mount.length)}`
  const { method, headers, signal } = request
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers, signal })
  return new Request(url, { method, headers, signal, body: await request.text() })
}
