import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { DataAge } from '@/kit/DataAge.tsx'
import { useNow } from '@/kit/now.ts'
import { useReachability } from '@/kit/reachability.ts'
import { serverNow } from '@/kit/serverNow.ts'
import { QueryView } from '@/kit/QueryView.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { KeyValue } from '@/ui/KeyValue.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import { health, version } from '../../queries.ts'
import type { Health, Version } from '../../schema/health.ts'

export function ServerState({ at }: { readonly at: Endpoint }) {
  const t = useTranslations('devices.serverPage.state')
  const healthQuery = useQuery(health(at))
  const versionQuery = useQuery(version(at))
  const { state } = useReachability(at)
  // Nothing is known of a server that does not answer: one line says it for both.
  const isBlank = state === 'down' && healthQuery.data === undefined && versionQuery.data === undefined
  return (
    <Panel title={t('title')} actions={<DataAge at={healthQuery.dataUpdatedAt || null} />}>
      <QueryView query={healthQuery}>{(data) => <HealthFacts health={data} />}</QueryView>
      {!isBlank && <QueryView query={versionQuery}>{(data) => <VersionFacts version={data} at={at} />}</QueryView>}
    </Panel>
  )
}

function HealthFacts({ health: { status, message } }: { readonly health: Health }) {
  const t = useTranslations('devices.serverPage.state')
  const value = (
    <span className="flex flex-wrap items-center gap-x-3">
      <HealthBadge status={status} />
      {message !== null && <ServerText text={message} max={200} className="text-ink-2" />}
    </span>
  )
  return <KeyValue items={[{ label: t('health'), value }]} className="border-b border-line" />
}

function HealthBadge({ status }: { readonly status: string }) {
  const t = useTranslations('devices.serverPage.state.healths')
  switch (status) {
    case 'healthy':
      return <StatusBadge tone="good">{t('healthy')}</StatusBadge>
    case 'degraded':
      return <StatusBadge tone="warn">{t('degraded')}</StatusBadge>
    case 'unhealthy':
      return <StatusBadge tone="bad">{t('unhealthy')}</StatusBadge>
    default:
      return (
        <StatusBadge tone="warn">
          <ServerText text={status} max={40} />
        </StatusBadge>
      )
  }
}

function VersionFacts({ version, at }: { readonly version: Version; readonly at: Endpoint }) {
  const t = useTranslations('devices.serverPage.state')
  return (
    <KeyValue
      items={[
        { label: t('version'), value: <ServerText text={version.version} max={60} />, mono: true },
        ...(version.gitCommit === null
          ? []
          : [
              {
                label: t('commit'),
                value: <ServerText text={version.gitCommit} max={60} />,
                mono: true,
                copy: version.gitCommit,
              },
            ]),
        { label: t('started'), value: <Started server={at} startedAt={version.startedAt} /> },
        { label: t('address'), value: <ServerText text={at.baseUrl} max={200} />, mono: true },
      ]}
    />
  )
}

function Started({ server, startedAt }: { readonly server: Endpoint; readonly startedAt: number | null }) {
  const t = useTranslations('devices.serverPage.state')
  const f = useFormat()
  const now = useNow(1000)
  if (startedAt === null) return <span className="text-ink-3">{t('startedUnknown')}</span>
  return (
    <span className="tabular-nums">
      {t('startedAt', {
        time: f.dateTime(startedAt),
        duration: f.duration(Math.max(0, serverNow(server, now) - startedAt)),
      })}
    </span>
  )
}
