import { useEffect, useState } from 'react'
import type { ComponentType, ReactNode } from 'react'
import { useConnections } from '@/kit/connections.ts'
import { useReachabilityOfAll } from '@/kit/reachability.ts'

const soonMs = 10_000

/**
 * What goes on about the operator's session. It is needed when a session has ended, and then its code may not come any
 * more: so it is loaded soon, but behind the first page.
 */
export function SessionGate(): ReactNode {
  const servers = useConnections((state) => state.servers)
  const isWanted = useReachabilityOfAll(servers).some(({ state }) => state === 'sign-in')
  const [Part, setPart] = useState<ComponentType>()
  useEffect(() => {
    if (Part) return undefined
    let timer = setTimeout(load, isWanted ? 0 : soonMs)
    function load(): void {
      import('./Session.tsx').then(
        ({ Session }) => setPart(() => Session),
        () => {
          timer = setTimeout(load, soonMs)
        },
      )
    }
    return () => clearTimeout(timer)
  }, [Part, isWanted])
  return Part && <Part />
}
