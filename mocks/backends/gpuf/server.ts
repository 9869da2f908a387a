import { clientRoutes } from './clients.ts'
import { fleetModelRoutes } from './fleetModels.ts'
import { historyRoutes } from './history.ts'
import { newerRoutes } from './newer.ts'
import { registerRoutes } from './register.ts'
import { type GpufContext, type GpufRoutes, empty, plain } from './route.ts'

export const gpufRoutes: GpufRoutes = {
  ...clientRoutes,
  ...registerRoutes,
  ...historyRoutes,
  ...fleetModelRoutes,
  ...newerRoutes,
}

/** One request to gpuf-s; its path as the server itself sees it. */
export function answerGpuf(request: Request, ctx: Omit<GpufContext, 'query'>): Response | Promise<Response> {
  const { pathname, searchParams } = new URL(request.url)
  const handler = gpufRoutes[`${request.method} ${pathname}`]
  if (!handler) return empty(Object.keys(gpufRoutes).some((route) => route.endsWith(` ${pathname}`)) ? 405 : 404)
  const tenant = searchParams.get('user_id')
  const needsTenant =
    request.method === 'GET' && pathname.startsWith('/api/user/') && !pathname.endsWith('model_download_progress')
  if (needsTenant && tenant === null) return plain(400, 'Failed to deserialize query string: missing field `user_id`')
  if (needsTenant && (tenant === '' || (tenant ?? '').length > 32)) return plain(400, 'Invalid user_id')
  return handler(request, { ...ctx, query: searchParams })
}
