import type { UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { QueryView } from '@/kit/QueryView.tsx'
import type { ChartCursor } from '@/ui/charts/cursor.ts'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { Skeleton } from '@/ui/Skeleton.tsx'
import { dailyLines } from '../../schema/dailyLines.ts'
import type { Monitor } from '../../schema/monitor.ts'
import { clientName } from '../clientName.ts'
import { ChooseClients } from './ChooseClients.tsx'
import { rangeUntilNow, type AskedRange } from './healthRange.ts'
import { MetricCharts } from './MetricCharts.tsx'
import type { ShownView } from './useHealthView.ts'
import { useZoom } from './useZoom.ts'
import { ZoomBar } from './ZoomBar.tsx'

interface Props {
  readonly asked: AskedRange
  readonly view: ShownView
  readonly query: UseQueryResult<Monitor>
  readonly cursor: ChartCursor
}

const DAY_MS = 86_400_000
const LEAST_MS = 3 * DAY_MS

/** What the days that the server counted tell of a season or a year. */
export function DailyHealth({ asked, view, query, cursor }: Props): ReactNode {
  const t = useTranslations('health')
  return (
    <QueryView query={query} skeleton={<Skeleton rows={20} label={t('reading')} />}>
      {(data) => <DailyCharts data={data} asked={asked} view={view} now={query.dataUpdatedAt} cursor={cursor} />}
    </QueryView>
  )
}

interface ChartsProps extends Pick<Props, 'asked' | 'view' | 'cursor'> {
  readonly data: Monitor
  readonly now: number
}

function DailyCharts({ data, asked, view, now, cursor }: ChartsProps): ReactNode {
  const t = useTranslations('health')
  const windowMs = asked.kind === 'moving' ? asked.windowMs : 0
  const first = asked.kind === 'days' ? asked.from : 0
  const last = asked.kind === 'days' ? asked.to : 0
  // oxlint-disable-next-line react/exhaustive-deps -- the parts of what is asked; it is made anew each minute
  const range = useMemo(() => rangeUntilNow(asked, now), [windowMs, first, last, now])
  const zoom = useZoom(range)
  const mode = useMemo(
    () => (view.kind === 'clients' ? { kind: 'clients' as const, ids: view.ids } : { kind: 'fleet' as const }),
    [view],
  )
  const lines = useMemo(() => dailyLines(data.days, { now, range, mode }), [data, now, range, mode])
  const nameOf = useMemo(() => {
    const names = new Map(data.days.toReversed().map((day) => [day.clientId, day.clientName ?? '']))
    return (id: string) => clientName({ id, name: names.get(id) ?? '' })
  }, [data])
  if (mode.kind === 'clients' && mode.ids.length === 0) return <ChooseClients />
  const oldest = data.days.at(-1)?.date
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="max-w-prose text-xs text-ink-3">
        <p>{t('daily.how')}</p>
        {oldest !== undefined && <p className="tabular-nums">{t('daily.since', { date: oldest })}</p>}
        <p>{t('daily.noOutages')}</p>
      </div>
      {data.days.length === 0 ? (
        <Panel title={t('daily.empty')} titleHidden>
          <EmptyState compact title={t('daily.empty')} />
        </Panel>
      ) : (
        <>
          <ZoomBar zoom={zoom} leastMs={LEAST_MS} />
          <MetricCharts
            lines={lines}
            isOfClients={mode.kind === 'clients'}
            nameOf={nameOf}
            zoom={zoom}
            leastMs={LEAST_MS}
            cursor={cursor}
            resolution={t('resolution.day')}
            resolutionMs={undefined}
          />
        </>
      )}
    </div>
  )
}
