import type { Endpoint } from '@/net/endpoint.ts'

/** Where a proxy in front of the server shows its sign-in page: the server's own base address, made absolute. */
export function signInUrl(at: Endpoint, base: string): string {
  return new URL(`${at.baseUrl}/`, base).href
}
