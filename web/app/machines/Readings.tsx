import type { ReactNode } from 'react'
import { useServers } from '@/kit/connections.ts'
import { noReadings } from '@/kit/machine.ts'
import type { ReadingsProps } from '@/kit/machine.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { useFleetReadings } from './useFleetReadings.tsx'

/** What the register measures of an xw server's chips. Without a register nothing is said of it. */
export function Readings(props: ReadingsProps): ReactNode {
  const [fleet] = useServers('gpuf')
  return fleet === undefined ? props.children(noReadings) : <OfFleet {...props} fleet={fleet} />
}

function OfFleet({ fleet, at, chips, isInSight, children }: ReadingsProps & { readonly fleet: Endpoint }): ReactNode {
  return children(useFleetReadings(fleet, at, chips, isInSight))
}
