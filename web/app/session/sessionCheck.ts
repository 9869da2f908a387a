import type { QueryClient } from '@tanstack/react-query'
import { probeOf } from '@/kit/reachability.ts'
import type { Endpoint } from '@/net/endpoint.ts'

/** Servers that one sign-in opens together: most often those of one address. */
export type Realm = readonly [Endpoint, ...Endpoint[]]

/** In the order of the servers. */
export function realmsOf(servers: readonly Endpoint[], base: string): readonly Realm[] {
  const realms = new Map<string, [Endpoint, ...Endpoint[]]>()
  for (const at of servers) {
    const { origin } = new URL(at.baseUrl, base)
    const realm = realms.get(origin)
    if (realm) realm.push(at)
    else realms.set(origin, [at])
  }
  return [...realms.values()]
}

/**
 * Whom to ask whether there is a session again: one server of each realm, another one each time. One that lets nobody
 * in must not hide that the others do.
 */
export function oneOfEach(realms: readonly Realm[], turn: number): readonly Endpoint[] {
  return realms.map((realm) => realm[turn % realm.length] ?? realm[0])
}

/** Asks each its small question; what comes of it is learned where all outcomes are. */
export async function ask(queryClient: QueryClient, servers: readonly Endpoint[]): Promise<void> {
  await Promise.allSettled(
    servers.map((at) => {
      const probe = probeOf(queryClient, at)
      // As if by hand: what goes on by itself is not sent to a server that is shut.
      return probe
        ? probe.fetch(undefined, { cancelRefetch: true })
        : queryClient.refetchQueries({ queryKey: [at.kind, at.id], type: 'active' })
    }),
  )
}
