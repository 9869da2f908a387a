import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { TimeChart } from '@/ui/charts/TimeChart.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import type { HeartbeatsRead } from '../../queries.ts'
import { aggregateHeartbeats, type Quantiles } from './aggregateHeartbeats.ts'

interface Props {
  readonly read: HeartbeatsRead
  readonly windowMs: number
}

export function HealthCharts({ read, windowMs }: Props): ReactNode {
  const t = useTranslations('health')
  const f = useFormat()
  const to = read.range.to ?? 0
  const from = read.range.from ?? to - windowMs
  const health = useMemo(() => aggregateHeartbeats(read.heartbeats, { from, to }), [read.heartbeats, from, to])

  const span = t('window', { from: f.dateTime(from), to: f.dateTime(to) })
  if (health.heartbeats === 0) {
    return (
      <Panel title={t('empty.title')}>
        <EmptyState compact title={t('empty.title')}>
          {t('empty.text', { from: f.dateTime(from), to: f.dateTime(to) })}
        </EmptyState>
      </Panel>
    )
  }

  const shared = { formatTime: f.timeWithZone, formatTick: f.axisTime, height: 180 }
  const percentChart = (name: 'cpu' | 'memory' | 'disk', quantiles: Quantiles) => (
    <Panel title={t(name)}>
      <TimeChart
        {...shared}
        label={`${t(name)}, ${span}`}
        unit={t('percentUnit')}
        formatValue={f.percent}
        domain={{ min: 0, max: 100, from, to }}
        series={[
          { id: 'max', label: t('max'), tone: 'warn', points: quantiles.max },
          { id: 'p95', label: t('p95'), tone: 'busy', points: quantiles.p95 },
          { id: 'p50', label: t('p50'), tone: 'accent', points: quantiles.p50 },
        ]}
      />
    </Panel>
  )

  return (
    <>
      <div className="text-xs text-ink-3">
        <p className="tabular-nums">
          {span} · {t('counted', { heartbeats: health.heartbeats, clients: health.clients })}
        </p>
        <p>
          {t('resolution', { bucket: f.duration(health.bucketMs) })} {t('gaps')}
        </p>
      </div>
      <div className="grid min-w-0 gap-4 lg:grid-cols-2">
        {percentChart('cpu', health.cpu)}
        {percentChart('memory', health.memory)}
        {percentChart('disk', health.disk)}
        <Panel title={t('network')} description={t('networkHow')}>
          <TimeChart
            {...shared}
            label={`${t('network')}, ${span}`}
            unit={t('rateUnit')}
            formatValue={f.rate}
            base={1024}
            domain={{ min: 0, from, to }}
            series={[
              { id: 'down', label: t('received'), tone: 'accent', points: health.down },
              { id: 'up', label: t('sent'), tone: 'busy', points: health.up },
            ]}
          />
        </Panel>
      </div>
    </>
  )
}
