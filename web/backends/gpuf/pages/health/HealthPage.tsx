import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { QueryView } from '@/kit/QueryView.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { Segmented } from '@/ui/Segmented.tsx'
import { RANGES, type HealthRange } from '../../paths.ts'
import { clients, heartbeats, stat } from '../../queries.ts'
import { HEARTBEAT_INTERVAL_MS } from '../../schema/heartbeat.ts'
import { NoFleetServer } from '../NoFleetServer.tsx'
import { DailyTable } from './DailyTable.tsx'
import { HealthCharts } from './HealthCharts.tsx'

const route = getRouteApi('/health')

const HOUR_MS = 3_600_000
const WINDOWS_MS = { '1h': HOUR_MS, '6h': 6 * HOUR_MS, '24h': 24 * HOUR_MS } as const satisfies Record<
  HealthRange,
  number
>

/** A heartbeat in JSON. */
const BYTES_EACH = 210
/** More in one answer keeps a browser busy for longer than anyone expects of a click: ask before. */
const ASK_FROM = 250_000

/** The fleet's heartbeats as charts, and its days as a table. */
export function HealthPage(): ReactNode {
  const t = useTranslations('health')
  const at = useServers('gpuf')[0]
  if (!at) {
    return (
      <PageFrame title={t('title')}>
        <NoFleetServer />
      </PageFrame>
    )
  }
  return <FleetHealth at={at} />
}

function FleetHealth({ at }: { readonly at: Endpoint }): ReactNode {
  const t = useTranslations('health')
  const { range = '6h' } = route.useSearch()
  const navigate = route.useNavigate()
  const windowMs = WINDOWS_MS[range]
  const size = useFleetSize(at)
  const [allowed, setAllowed] = useState<HealthRange | null>(null)

  const rows = (size ?? 0) * (windowMs / HEARTBEAT_INTERVAL_MS)
  const isTooMany = rows > ASK_FROM && allowed !== range
  const query = useQuery({ ...heartbeats(at, { windowMs }), enabled: size !== undefined && !isTooMany })

  return (
    <PageFrame
      title={t('title')}
      description={t('description', { server: inSentence(at.label) })}
      age={query.data === undefined ? null : query.dataUpdatedAt}
      actions={
        <Segmented
          label={t('range')}
          value={range}
          onValueChange={(next) => void navigate({ search: (before) => ({ ...before, range: next }), replace: true })}
          options={RANGES.map((value) => ({ value, label: t(`ranges.${value}`) }))}
        />
      }
    >
      {isTooMany ? (
        <TooMany clients={size ?? 0} rows={rows} range={range} onLoad={() => setAllowed(range)} />
      ) : (
        <QueryView query={query}>{(read) => <HealthCharts read={read} windowMs={windowMs} />}</QueryView>
      )}
      <DailyTable at={at} />
    </PageFrame>
  )
}

/**
 * How many clients there are, by whichever of two calls answers first: only their number decides whether the
 * heartbeats can be asked for. 0 where both fail: the heartbeats may answer all the same.
 */
function useFleetSize(at: Endpoint): number | undefined {
  const figures = useQuery(stat(at))
  const list = useQuery({ ...clients(at), enabled: figures.isError })
  if (figures.data) return figures.data.total
  if (list.data) return list.data.clients.length
  return figures.isError && list.isError ? 0 : undefined
}

interface TooManyProps {
  readonly clients: number
  readonly rows: number
  readonly range: HealthRange
  readonly onLoad: () => void
}

function TooMany({ clients: count, rows, range, onLoad }: TooManyProps): ReactNode {
  const t = useTranslations('health')
  const f = useFormat()
  return (
    <Panel title={t(`ranges.${range}`)}>
      <EmptyState
        compact
        title={t('tooMany.title', { count: rows })}
        action={<Button onClick={onLoad}>{t('tooMany.load')}</Button>}
      >
        {t('tooMany.text', {
          clients: count,
          range: t(`ranges.${range}`).toLocaleLowerCase(),
          size: f.bytes(rows * BYTES_EACH),
        })}
      </EmptyState>
    </Panel>
  )
}
