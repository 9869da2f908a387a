import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { MachinePartProps } from '@/kit/machine.ts'
import { QueryView } from '@/kit/QueryView.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import { Disclosure } from '@/ui/Disclosure.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { linkClass } from '@/ui/link.ts'
import { client as clientDetail } from '../../queries.ts'
import { monitor } from '../../queriesHistory.ts'
import { AvailabilityWeek } from '../client/AvailabilityWeek.tsx'
import { ClientSummary } from '../client/ClientSummary.tsx'
import { SystemPanel } from '../client/SystemPanel.tsx'
import { useClientRow } from '../client/useClientRow.ts'

/** Whether a machine is heard of, how much it has to do, and where its history is. */
export function MachineHealth({ at, id }: MachinePartProps): ReactNode {
  const t = useTranslations('machine.health')
  const { query, client, gone, serverNow } = useClientRow(at, id)
  const detail = useQuery({ ...clientDetail(at, id), enabled: gone === null && query.data !== null })
  return (
    <>
      <Panel
        title={t('title')}
        actions={
          <>
            <Link
              to="/fleet/$client"
              params={{ client: id }}
              search={{ tab: 'heartbeats' }}
              className={`${linkClass} text-sm`}
            >
              {t('charts')}
            </Link>
            <Link to="/fleet/$client" params={{ client: id }} className={`${linkClass} text-sm`}>
              {t('client')}
            </Link>
          </>
        }
      >
        <QueryView
          query={query}
          isEmpty={() => client === null}
          empty={<EmptyState compact title={t('unlisted', { server: inSentence(at.label) })} />}
        >
          {() =>
            client && (
              <div className="flex flex-col gap-3">
                {gone !== null && <p className="text-sm text-warn">{t('gone')}</p>}
                <ClientSummary client={client} serverNow={serverNow} isGone={gone !== null} />
                <Availability at={at} id={id} createdAt={client.createdAt} />
              </div>
            )
          }
        </QueryView>
      </Panel>
      {detail.data !== undefined && client && <SystemPanel detail={detail.data} reported={client.reported} />}
    </>
  )
}

/** Days of heartbeats are much to read for a server: they are asked for when somebody wants to see them. */
function Availability({ at, id, createdAt }: MachinePartProps & { readonly createdAt: number | null }): ReactNode {
  const t = useTranslations('machine.health')
  const [isOpen, setOpen] = useState(false)
  const query = useQuery({ ...monitor(at, id), enabled: isOpen })
  return (
    <Disclosure summary={t('availability')} open={isOpen} onOpenChange={setOpen}>
      <QueryView query={query}>
        {({ days }) => <AvailabilityWeek rows={days} createdAt={createdAt} readAt={query.dataUpdatedAt} />}
      </QueryView>
    </Disclosure>
  )
}
