import { Link, useParams } from '@tanstack/react-router'
import { ServerOff } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { TroubleAbove } from '@/kit/TroubleAbove.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { linkClass } from '@/ui/link.ts'
import { ServerLink } from '../ServerLink.tsx'
import { ServerConfig } from './ServerConfig.tsx'
import { ServerDevices } from './ServerDevices.tsx'
import { ServerInstances } from './ServerInstances.tsx'
import { ServerModels } from './ServerModels.tsx'
import { ServerState } from './ServerState.tsx'
import { ServerVersions } from './ServerVersions.tsx'

/** All that one xw server tells of itself. Each part asks by itself, and fails by itself. */
export function ServerPage() {
  const { server } = useParams({ from: '/xw/$server' })
  const servers = useServers('xw')
  const at = servers.find(({ id }) => id === server)
  // Another server is another page: nothing of the one before stays.
  return at === undefined ? <NoSuchServer id={server} servers={servers} /> : <Server key={at.id} at={at} />
}

function Server({ at }: { readonly at: Endpoint }) {
  const t = useTranslations('devices.serverPage')
  const activity = useTranslations('activity')
  const servers = useMemo(() => [at], [at])
  return (
    <PageFrame
      title={inSentence(at.label)}
      description={t('description')}
      actions={
        <>
          <Link to="/activity" search={{ server: [`${at.kind}/${at.id}`] }} className={`${linkClass} text-sm`}>
            {activity('link')}
          </Link>
          <Link to="/machines/$machine" params={{ machine: at.id }} className={`${linkClass} text-sm`}>
            {t('machine')}
          </Link>
        </>
      }
    >
      <TroubleAbove servers={servers}>
        <div className="grid items-start gap-4 xl:grid-cols-2">
          <div className="flex min-w-0 flex-col gap-4">
            <ServerState at={at} />
            <ServerDevices at={at} />
            <ServerModels at={at} />
          </div>
          <div className="flex min-w-0 flex-col gap-4">
            <ServerConfig at={at} />
          </div>
        </div>
        <ServerInstances at={at} />
        <ServerVersions at={at} />
      </TroubleAbove>
    </PageFrame>
  )
}

/** A link can outlive the server that it names. */
function NoSuchServer({ id, servers }: { readonly id: string; readonly servers: readonly Endpoint[] }) {
  const t = useTranslations('devices.serverPage')
  return (
    <PageFrame title={t('notFoundTitle', { server: inSentence(id) })}>
      <EmptyState icon={ServerOff} title={t('notFound')}>
        {servers.length === 0 ? (
          t('none')
        ) : (
          <>
            <p>{t('known')}</p>
            <ul className="mt-1 flex flex-wrap justify-center gap-x-4">
              {servers.map((at) => (
                <li key={at.id}>
                  <ServerLink at={at} className={linkClass} />
                </li>
              ))}
            </ul>
          </>
        )}
      </EmptyState>
    </PageFrame>
  )
}
