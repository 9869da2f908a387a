import { useQuery } from '@tanstack/react-query'
import { Link, getRouteApi } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { useNow } from '@/kit/now.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { QueryView } from '@/kit/QueryView.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { KeyValue } from '@/ui/KeyValue.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { linkClass } from '@/ui/link.ts'
import { paths } from '../../paths.ts'
import { clientRow, useWrites } from '../../queries.ts'
import { clientKey, isClientId } from '../../schema/fields.ts'
import { applyPending, type ShownClient } from '../../schema/pendingWrites.ts'
import { clientName, clientNameInSentence } from '../clientName.ts'
import { NoFleetServer } from '../NoFleetServer.tsx'
import { AvailabilityPanel } from './AvailabilityPanel.tsx'
import { ClientStatus } from './ClientStatus.tsx'
import { DownloadPanel } from './DownloadPanel.tsx'
import { EditClientDialog } from './EditClientDialog.tsx'
import { LoadedModels } from './LoadedModels.tsx'
import { GpuPanel, SystemPanel } from './SystemPanels.tsx'

const route = getRouteApi('/fleet/$client')

/** One machine of the register. */
export function ClientPage(): ReactNode {
  const t = useTranslations('fleet.client')
  const at = useServers('gpuf')[0]
  const given = route.useParams().client
  const id = clientKey(given)
  if (at && isClientId(id)) return <OneClient key={id} at={at} id={id} />
  return (
    <PageFrame title={t('title')} description={<BackLink />}>
      {at ? (
        <EmptyState title={t('malformed.title')}>{t('malformed.text', { id: inSentence(given, 60) })}</EmptyState>
      ) : (
        <NoFleetServer />
      )}
    </PageFrame>
  )
}

function OneClient({ at, id }: { readonly at: Endpoint; readonly id: string }): ReactNode {
  const t = useTranslations('fleet.client')
  const query = useQuery(clientRow(at, id))
  const shown = useShownClient(at, query.data ?? null)
  const [editing, setEditing] = useState(false)
  return (
    <PageFrame
      title={shown ? clientNameInSentence(shown) : `${t('title')} ${id.slice(0, 12)}`}
      description={<BackLink />}
      age={query.data === undefined ? null : query.dataUpdatedAt}
      actions={shown && <Button onClick={() => setEditing(true)}>{t('edit.open')}</Button>}
    >
      <QueryView
        query={query}
        isEmpty={(client) => client === null}
        empty={
          <EmptyState title={t('unknown.title')}>{t('unknown.text', { server: inSentence(at.label), id })}</EmptyState>
        }
      >
        {() => shown && <Identity client={shown} />}
      </QueryView>
      {query.data !== null && (
        <>
          <div className="grid min-w-0 items-start gap-4 xl:grid-cols-2">
            <SystemPanel at={at} id={id} reported={shown?.reported ?? true} />
            <AvailabilityPanel at={at} id={id} client={shown} />
          </div>
          <GpuPanel at={at} id={id} />
          <DownloadPanel at={at} id={id} />
          {shown && <LoadedModels models={shown.loadedModels} />}
        </>
      )}
      {shown && editing && <EditClientDialog at={at} client={shown} onClose={() => setEditing(false)} />}
    </PageFrame>
  )
}

function useShownClient(at: Endpoint, client: ShownClient | null): ShownClient | null {
  const writes = useWrites(at)
  const now = useNow(5000)
  const moment = writes.length === 0 ? 0 : now
  return useMemo(() => (client && applyPending([client], writes, moment)[0]) ?? null, [client, writes, moment])
}

function BackLink(): ReactNode {
  const t = useTranslations('fleet.client')
  return (
    <Link to={paths.fleet} className={linkClass}>
      {t('back')}
    </Link>
  )
}

function Identity({ client }: { readonly client: ShownClient }): ReactNode {
  const t = useTranslations('fleet')
  const f = useFormat()
  const now = useNow(10_000)
  return (
    <Panel title={t('client.identity')}>
      <KeyValue
        columns={2}
        items={[
          { label: t('client.name'), value: <ServerText text={clientName(client)} max={255} /> },
          { label: t('columns.status'), value: <ClientStatus client={client} /> },
          { label: t('client.id'), value: client.id, mono: true, copy: client.id },
          { label: t('columns.os'), value: <ServerText text={client.os} placeholder="–" /> },
          {
            label: t('client.lastOnline'),
            value:
              client.lastOnline === null ? (
                '–'
              ) : (
                <span title={t('client.lastOnlineNote')}>
                  {f.ago(client.lastOnline, now)} · {f.dateTime(client.lastOnline)}
                </span>
              ),
          },
          { label: t('columns.device'), value: <ServerText text={client.deviceName} placeholder="–" /> },
          { label: t('client.registered'), value: f.dateTime(client.createdAt) },
          { label: t('columns.tflops'), value: client.reported ? f.number(client.tflops, 1) : '–' },
        ]}
      />
    </Panel>
  )
}
