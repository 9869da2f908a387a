import { inferenceRoutes } from './inference.ts'
import { machineRoutes } from './machine.ts'
import { modelRoutes } from './models.ts'
import { type XwContext, type XwRoutes, refuse } from './route.ts'
import { runtimeRoutes } from './runtime.ts'
import { settingsRoutes } from './settings.ts'

export const xwRoutes: XwRoutes = {
  ...machineRoutes,
  ...modelRoutes,
  ...runtimeRoutes,
  ...settingsRoutes,
  ...inferenceRoutes,
}

/** One request to an xw server; its path as the server itself sees it. */
export function answerXw(request: Request, ctx: XwContext): Response | Promise<Response> {
  const { pathname } = new URL(request.url)
  const handler = xwRoutes[`${request.method} ${pathname}`]
  if (handler) return handler(request, ctx)
  const otherMethod = Object.keys(xwRoutes).some((route) => route.endsWith(` ${pathname}`))
  if (otherMethod) return refuse(405, 'Method not allowed')
  return new Response('404 page not found\n', { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}
