/** Whether callers may change anything, as `access` in config.json says. */
export type Access = 'full' | 'read'

export const accesses: readonly Access[] = ['full', 'read']

export function isAccess(text: string): text is Access {
  return accesses.some((access) => access === text)
}

const changing: ReadonlySet<string> = new Set([
  '/api/models/pull',
  '/api/runtime/start',
  '/api/runtime/stop',
  '/api/runtime/remove',
  '/api/config/set',
  '/api/config/reload',
  '/api/update',
  '/api/user/insert_client',
  '/api/user/edit_client_info',
  '/api/models/insert',
])

/** Whether a request would change its server; what a model computes changes none. */
export function isChange({ method, url }: Pick<Request, 'method' | 'url'>): boolean {
  return method !== 'GET' && changing.has(new URL(url).pathname)
}

/** What stands in front of servers that may only be looked at answers so: 403 would mean that one has to sign in. */
export function refuseChange(): Response {
  return Response.json({ error: 'read-only: this gateway passes no changes on' }, { status: 405 })
}
