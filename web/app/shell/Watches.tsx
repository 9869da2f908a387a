import type { ReactNode } from 'react'
import { useConnections } from '@/kit/connections.ts'
import { backendOf, backends } from '../backends.ts'
import { FindingsBackground } from '../findings/FindingsBackground.tsx'

/** What goes on whatever page is shown: each server's reachability, and each backend's own background work. */
export function Watches(): ReactNode {
  const servers = useConnections((state) => state.servers)
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
