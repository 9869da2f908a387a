import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { clientRow } from '@/backends/gpuf/queries.ts'
import { sameName } from '@/backends/gpuf/schema/sameName.ts'
import { configInfo } from '@/backends/xw/queriesSettings.ts'
import { useServers } from '@/kit/connections.ts'
import { useJoined } from '@/kit/joined.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { machineNames } from './machineNames.ts'
import { MachineParts } from './MachineParts.tsx'
import { useMatchPreferences } from './matchStore.ts'
import { useMachineMatch } from './useMachineMatch.ts'

interface Props {
  readonly fleet: Endpoint
  readonly id: string
}

/** The machine of a client of the register. Where an xw server is on it, that server's page is the machine's. */
export function ClientMachine({ fleet, id }: Props): ReactNode {
  const servers = useServers('xw')
  const { data: row } = useQuery(clientRow(fleet, id))
  const configs = useJoined(servers, configInfo)
  const { byName, choices } = useMatchPreferences()
  const page = <OnlyClient fleet={fleet} id={id} name={row?.name ?? ''} />

  const isNamed = (at: Endpoint): boolean => {
    const config = configs.rows.find((one) => one.at.id === at.id)?.data
    return machineNames(at, config, globalThis.location.origin).some((name) => sameName(name, row?.name ?? ''))
  }
  const candidates = servers.filter((at) => {
    const choice = choices[at.id]
    if (choice !== undefined) return choice.kind === 'client' && choice.id === id
    return byName && isNamed(at)
  })
  const [only] = candidates
  return only === undefined || candidates.length > 1 ? (
    page
  ) : (
    <OnServer fleet={fleet} at={only} id={id}>
      {page}
    </OnServer>
  )
}

interface OnServerProps extends Props {
  readonly at: Endpoint
  readonly children: ReactNode
}

function OnServer({ fleet, at, id, children }: OnServerProps): ReactNode {
  const { match } = useMachineMatch(fleet, at)
  if (match.kind !== 'client' || match.id !== id) return children
  return <Navigate to="/machines/$machine" params={{ machine: at.id }} replace />
}

function OnlyClient({ fleet, id, name }: Props & { readonly name: string }): ReactNode {
  const t = useTranslations('machine')
  return (
    <PageFrame
      title={name.trim() === '' ? id.slice(0, 12) : inSentence(name, 60)}
      description={t('onlyClient', { fleet: inSentence(fleet.label) })}
    >
      <MachineParts subjects={[{ at: fleet, id }]} instead={null} />
    </PageFrame>
  )
}
