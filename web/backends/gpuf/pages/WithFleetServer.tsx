import type { ReactNode } from 'react'
import { useServers } from '@/kit/connections.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { NoFleetServer } from './NoFleetServer.tsx'

interface Props {
  /** Of the page, where there is no server to show. */
  readonly title: string
  readonly children: (at: Endpoint) => ReactNode
}

/** A page about the one server of the fleet, or what to do where none is configured. */
export function WithFleetServer({ title, children }: Props): ReactNode {
  const at = useServers('gpuf')[0]
  if (at) return children(at)
  return (
    <PageFrame title={title}>
      <NoFleetServer />
    </PageFrame>
  )
}
