import { fetchTold } from './redirect.ts'

/** Async, so that an address that is none rejects like one where nobody answers. */
export async function sendBulk(url: string, signal: AbortSignal): Promise<Response> {
  return fetchTold(url, {
    method: 'GET',
    headers: { Accept: 'application/json' },
    credentials: 'same-origin',
    cache: 'no-store',
    signal,
  })
}
