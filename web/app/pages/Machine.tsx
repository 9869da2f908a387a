import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { clientKey, isClientId } from '@/backends/gpuf/schema/values.ts'
import { useServers } from '@/kit/connections.ts'
import { ClientMachine } from '../machines/ClientMachine.tsx'
import { NoSuchMachine } from '../machines/NoSuchMachine.tsx'
import { ServerMachine } from '../machines/ServerMachine.tsx'

/** One machine, whatever is on it: an xw server, a client of the register, or both. */
export function Machine(): ReactNode {
  const { machine } = useParams({ from: '/machines/$machine' })
  const servers = useServers('xw')
  const [fleet] = useServers('gpuf')
  const at = servers.find(({ id }) => id === machine)
  // Another machine is another page: nothing of the one before stays.
  if (at !== undefined) return <ServerMachine key={at.id} at={at} fleet={fleet} />
  const id = clientKey(machine)
  if (fleet !== undefined && isClientId(id)) return <ClientMachine key={id} fleet={fleet} id={id} />
  return <NoSuchMachine machine={machine} servers={servers} />
}
