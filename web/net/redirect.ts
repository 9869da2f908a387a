/** The answer leads elsewhere, and from there nothing can be read: most often a sign-in page at another address. */
export class RedirectedAway extends Error {
  override readonly name = 'RedirectedAway'
}

/**
 * `fetch`, but a redirect that cannot be followed is told apart from no answer: a browser reports both as the same
 * failure, and a proxy whose session has ended sends each request to a sign-in page of another origin.
 *
 * @param mayAskAgain the request may be sent a second time, now following: one that changes something is not
 * @throws {RedirectedAway}, and what `fetch` throws
 */
export async function fetchTold(url: string, init: RequestInit, mayAskAgain = true): Promise<Response> {
  const { origin } = new URL(url)
  const first = await fetch(url, { ...init, redirect: 'manual' })
  if (!isRedirect(first)) {
    away.delete(origin)
    return first
  }
  await first.body?.cancel().catch(() => undefined)
  if (!mayAskAgain || away.has(origin)) throw new RedirectedAway()
  try {
    return await fetch(url, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    away.add(origin)
    throw new RedirectedAway()
  }
}

/** Origins that redirected to where nothing can be read, and have answered nothing else since: once was enough. */
const away = new Set<string>()

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** Browsers hide what a redirect says; outside of them it can be seen. */
function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || redirects.has(status)
}
