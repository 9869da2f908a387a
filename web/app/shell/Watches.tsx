import { useDeferredValue } from 'react'
import type { ReactNode } from 'react'
import { isMany, useConnections } from '@/kit/connections.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { backendOf, backends } from '../backends.ts'
import { FindingsBackground } from '../findings/FindingsBackground.tsx'

const none: readonly Endpoint[] = []

/** What goes on whatever page is shown: each server's reachability, and each backend's own background work. */
export function Watches(): ReactNode {
  const all = useConnections((state) => state.servers)
  // Of many after the page itself, so that both together are not one long task.
  const servers = useDeferredValue(all, isMany(all) ? none : all)
  return (
    <>
      {servers.map((at) => {
        const Watch = backendOf(at.kind)?.Watch
        return Watch && <Watch key={`${at.kind}/${at.id}`} at={at} />
      })}
      <FindingsBackground />
      {backends.map(({ kind, Background }) => Background && <Background key={kind} />)}
    </>
  )
}
