import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { EMPTY_LINE } from '@/lib/line.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { createChartCursor } from '@/ui/charts/cursor.ts'
import { TimeChart } from '@/ui/charts/TimeChart.tsx'
import { ZoomControls } from '@/ui/charts/ZoomControls.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { useHistoryLines, useOutages } from '../../queriesHistory.ts'
import { HEARTBEAT_INTERVAL_MS } from '../../schema/interval.ts'
import { METRICS, type History, type Metric } from '../../schema/history.ts'
import { useClientSearch } from './useClientSearch.ts'

interface Props {
  readonly at: Endpoint
  readonly id: string
  readonly history: History
}

const POINTS = 600
const LEAST_MS = 2 * HEARTBEAT_INTERVAL_MS
const LEVELS = ['cpu', 'memory', 'disk'] as const satisfies readonly Metric[]

/** CPU, memory, disk and network of one client, with its outages shaded; all charts move together. */
export function HeartbeatCharts({ at, id, history }: Props): ReactNode {
  const t = useTranslations('client.heartbeats')
  const f = useFormat()
  const { zoom, change } = useClientSearch()
  const [cursor] = useState(createChartCursor)
  const whole = history.range
  const from = zoom?.from ?? whole.from
  const to = zoom?.to ?? whole.to
  const view = useMemo(
    () => ({
      range: { from, to },
      points: POINTS,
      mode: { kind: 'clients' as const, ids: [id] },
      metrics: METRICS,
    }),
    [from, to, id],
  )
  const { lines } = useHistoryLines(at, history, view)
  const outages = useOutages(at, history, whole)
  const shades = useMemo(
    () =>
      (outages ?? [])
        .filter(({ clients }) => clients.includes(id))
        .map((outage) => ({
          from: outage.from,
          to: outage.to ?? whole.to,
          label: t(outage.kind === 'pipeline' ? 'pipelineOutage' : 'outage'),
          tone: 'warn' as const,
        })),
    [outages, id, whole.to, t],
  )

  if (history.heartbeats === 0) {
    return (
      <EmptyState compact title={t('empty')}>
        {t('emptyText', { from: f.dateTime(whole.from), to: f.dateTime(whole.to) })}
      </EmptyState>
    )
  }
  const onZoom = (span: { readonly from: number; readonly to: number } | null) =>
    change({ from: span?.from, to: span?.to })
  const window = { from, to }
  const lineOf = (metric: Metric) => lines?.metrics[metric]?.find((one) => one.id === id)?.line ?? EMPTY_LINE
  const resolutionMs = lines?.resolutionMs ?? HEARTBEAT_INTERVAL_MS
  const isExact = resolutionMs <= HEARTBEAT_INTERVAL_MS
  const shared = {
    // A time alone is enough where all of it lies on one day.
    formatTime: f.date(from) === f.date(to) ? f.timeWithZone : f.dateTime,
    formatTick: f.axisTime,
    zone: f.zone,
    window,
    whole,
    leastMs: LEAST_MS,
    onZoom,
    controls: false,
    cursor,
    shades,
    height: 180,
    ...(isExact ? {} : { resolutionMs }),
  }
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-xs text-ink-2">
          {t('counted', { count: history.heartbeats })}{' '}
          {isExact ? t('exact') : t('resolution', { span: f.duration(resolutionMs) })} {t('gaps')}
        </p>
        <ZoomControls window={window} bounds={{ whole, leastMs: LEAST_MS }} onZoom={onZoom} />
      </div>
      <div className="grid min-w-0 gap-4 lg:grid-cols-2">
        {LEVELS.map((metric) => (
          <Panel key={metric} level={3} title={t(metric)}>
            <TimeChart
              {...shared}
              label={t(metric)}
              unit="%"
              formatValue={f.percent}
              domain={{ min: 0, max: 100 }}
              download={`client-${metric}`}
              series={[{ id: metric, label: t(metric), tone: 'accent', line: lineOf(metric) }]}
            />
          </Panel>
        ))}
        <Panel level={3} title={t('network')} description={t('networkHow')}>
          <TimeChart
            {...shared}
            label={t('network')}
            unit={t('rateUnit')}
            formatValue={f.rate}
            base={1024}
            domain={{ min: 0 }}
            download="client-network"
            series={[
              { id: 'down', label: t('down'), tone: 'accent', line: lineOf('down') },
              { id: 'up', label: t('up'), tone: 'busy', line: lineOf('up') },
            ]}
          />
        </Panel>
      </div>
    </div>
  )
}
