import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { QueryView } from '@/kit/QueryView.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { linkClass } from '@/ui/link.ts'
import { Tabs } from '@/ui/Tabs.tsx'
import { paths } from '../../paths.ts'
import { CLIENT_TABS } from '../../pathsClient.ts'
import { client as clientDetail } from '../../queries.ts'
import { clientNameInSentence } from '../clientName.ts'
import { AvailabilitySection } from './AvailabilitySection.tsx'
import { ChangesSection } from './ChangesSection.tsx'
import { ClientActions } from './ClientActions.tsx'
import { ClientSummary } from './ClientSummary.tsx'
import { GoneNotice } from './GoneNotice.tsx'
import { HeartbeatSection } from './HeartbeatSection.tsx'
import { NowSection } from './NowSection.tsx'
import { SamplingSection } from './SamplingSection.tsx'
import { useClientRow } from './useClientRow.ts'
import { useClientSearch } from './useClientSearch.ts'

interface Props {
  readonly at: Endpoint
  readonly id: string
}

/** The page of one client: who it is above, and below one section at a time. */
export function OneClient({ at, id }: Props): ReactNode {
  const t = useTranslations('client')
  const { query, client, gone, serverNow } = useClientRow(at, id)
  const { tab, change } = useClientSearch()
  // A client that has left the list has no detail either: asking on would be one failure after the other.
  const detail = useQuery({ ...clientDetail(at, id), enabled: gone === null && query.data !== null })
  const name = client ? clientNameInSentence(client) : id.slice(0, 12)
  // One failure is one notice: where the page's own question failed, its sections are quiet.
  const isQuiet = query.isError

  return (
    <PageFrame
      title={client ? name : `${t('title')} ${name}`}
      description={
        <span className="flex flex-wrap gap-x-4">
          <Link to={paths.fleet} className={linkClass}>
            {t('back')}
          </Link>
          <Link to="/machines/$machine" params={{ machine: id }} className={linkClass}>
            {t('machine')}
          </Link>
        </span>
      }
      age={query.data === undefined ? null : (gone?.lastReadAt ?? query.dataUpdatedAt)}
      actions={client && gone === null && <ClientActions at={at} client={client} />}
    >
      {gone && <GoneNotice gone={gone} />}
      <QueryView
        query={query}
        isEmpty={() => client === null}
        empty={
          <EmptyState title={t('unknown.title')}>{t('unknown.text', { server: inSentence(at.label), id })}</EmptyState>
        }
      >
        {() => client && <ClientSummary client={client} serverNow={serverNow} isGone={gone !== null} />}
      </QueryView>
      {client && (
        <Tabs
          label={t('sections')}
          value={tab}
          onValueChange={(next) => change({ tab: next === 'now' ? undefined : next, from: undefined, to: undefined })}
          tabs={CLIENT_TABS.map((value) => ({ value, label: t(`tab.${value}`) }))}
        >
          {sectionOf()}
        </Tabs>
      )}
    </PageFrame>
  )

  function sectionOf(): ReactNode {
    if (client === null) return null
    switch (tab) {
      case 'now':
        return (
          <NowSection
            at={at}
            client={client}
            detail={detail}
            isGone={gone !== null}
            isQuiet={isQuiet}
            serverNow={serverNow}
          />
        )
      case 'heartbeats':
        return <HeartbeatSection at={at} id={id} isQuiet={isQuiet} />
      case 'gpus':
        return <SamplingSection at={at} id={id} name={name} />
      case 'availability':
        return <AvailabilitySection at={at} id={id} client={client} detail={detail.data} isQuiet={isQuiet} />
      case 'changes':
        return <ChangesSection at={at} id={id} name={name} />
    }
  }
}
