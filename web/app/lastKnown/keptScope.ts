import { useConnections } from '@/kit/connections.ts'
import type { Endpoint } from '@/net/endpoint.ts'

/** The file of this code is named for what is in it and in all that it rests on: another version has another name. */
const version = new URL(import.meta.url).pathname.split('/').pop() ?? ''

export function keptBase(): string {
  return document.baseURI
}

/** Written by this version of the console, at whatever address and for whomever. */
export function isOfThisVersion(scope: string): boolean {
  const parts: unknown = JSON.parse(scope)
  return Array.isArray(parts) && parts[1] === version
}

/**
 * Whose answers: this console's, this version's, this user's, and in the demo this scenario's. Undefined until the servers
 * are known, and where nothing is to be kept.
 */
export function keptScope(): string | undefined {
  const { servers, user, demo } = useConnections.getState()
  if (servers.length === 0) return undefined
  return JSON.stringify([keptBase(), version, user, demo && [demo.scenario, demoSeed()]])
}

/** The demo's worlds differ by more than their scenario. */
function demoSeed(): string {
  return ['seed', 'clients', 'quirks'].map((name) => sessionStorage.getItem(`quarterdeck.mocks.${name}`) ?? '').join()
}

/** A server at another address, or with another tenant, is another one. */
export function serverOf({ kind, id, baseUrl, userId = '' }: Endpoint): string {
  return JSON.stringify([kind, id, baseUrl, userId])
}

export function endpointOf(kind: unknown, id: unknown): Endpoint | undefined {
  return useConnections.getState().servers.find((server) => server.kind === kind && server.id === id)
}
