import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { columnWidth, decimate } from '@/lib/decimate.ts'
import type { Line } from '@/lib/line.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { createChartCursor } from '@/ui/charts/cursor.ts'
import { TimeChart } from '@/ui/charts/TimeChart.tsx'
import { ZoomControls } from '@/ui/charts/ZoomControls.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { Select } from '@/ui/Select.tsx'
import { GPU_METRICS, deviceClass, type GpuMetric } from '../../schema/limits.ts'
import { gpuKey, gpusOf, type ChunkHead, type GpuRef } from '../../sampling/sampleChunk.ts'
import { sampleLine } from '../../sampling/sampleLines.ts'
import type { SamplesRead } from '../../sampling/samples.ts'
import { useLimits } from '../../queriesLimits.ts'
import { SampledTimes } from './SampledTimes.tsx'
import { useClientSearch } from './useClientSearch.ts'
import { useMetricText } from './useMetricText.ts'

interface Props {
  readonly at: Endpoint
  readonly read: SamplesRead
  /** Of this client, over all time. */
  readonly heads: readonly ChunkHead[]
}

const POINTS = 600
/** The server's values change with each heartbeat; samples are 10 s apart at the closest. */
const BASE_MS = 10_000
const LEAST_MS = 60_000
/** However little was sampled, so much of the time is shown. */
const LEAST_SHOWN_MS = 5 * 60_000
const ALL = 'all'

/** What was sampled, a chart for each metric, with its gaps. */
export function SampledCharts({ at, read, heads }: Props): ReactNode {
  const t = useTranslations('client.sampling')
  const words = useTranslations('client.gpus')
  const f = useFormat()
  const text = useMetricText()
  const limitsOf = useLimits(at)
  const { zoom, gpu, change } = useClientSearch()
  const [cursor] = useState(createChartCursor)
  const gpus = useMemo(() => gpusOf(read.chunks), [read.chunks])
  const chosen = gpus.find((one) => gpuKey(one) === gpu)
  const whole = { from: sinceFirst(read, heads), to: read.to }
  const window = zoom ?? whole
  const { from, to } = window
  const lines = useSampledLines(read, chosen, from, to)

  if (read.chunks.length === 0) {
    return (
      <p className="text-sm text-ink-2">
        {t('emptyRange', { at: f.dateTime(Math.max(...heads.map(({ end }) => end))) })}
      </p>
    )
  }
  const onZoom = (span: { readonly from: number; readonly to: number } | null) =>
    change({ from: span?.from, to: span?.to })
  const devices = new Set((chosen ? [chosen] : gpus).map(({ name }) => deviceClass(name)))
  const [device] = devices
  // A time alone is enough where all of it lies on one day.
  const formatTime = f.date(from) === f.date(to) ? f.timeWithZone : f.dateTime
  const limits = devices.size === 1 && device !== undefined ? limitsOf(device).limits : null

  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <Select
          label={t('gpu')}
          value={chosen ? gpuKey(chosen) : ALL}
          onValueChange={(key) => change({ gpu: key === ALL ? undefined : /^\d+$/.test(key) ? Number(key) : key })}
          options={[
            { value: ALL, label: t('all') },
            ...gpus.map((one) => ({ value: gpuKey(one), label: labelOf(one) })),
          ]}
          className="w-72 max-w-full"
        />
        <ZoomControls window={window} bounds={{ whole, leastMs: LEAST_MS }} onZoom={onZoom} />
      </div>
      <SampledTimes chunks={read.chunks} heads={heads} />
      <div className="grid min-w-0 gap-4 lg:grid-cols-2">
        {GPU_METRICS.map((metric) => (
          <Panel key={metric} level={3} title={words(metric)}>
            <TimeChart
              label={words(metric)}
              unit={t(`unit.${metric}`)}
              formatValue={(value) => text(metric, value)}
              formatTime={formatTime}
              formatTick={f.axisTime}
              zone={f.zone}
              window={window}
              whole={whole}
              domain={metric === 'usage' || metric === 'memory' ? { min: 0, max: 100 } : { min: 0 }}
              leastMs={LEAST_MS}
              onZoom={onZoom}
              controls={false}
              cursor={cursor}
              height={180}
              download={`gpu-${metric}`}
              {...(lines.columnMs > BASE_MS
                ? { resolution: t('range', { span: f.duration(lines.columnMs) }), resolutionMs: lines.columnMs }
                : {})}
              series={seriesOf(lines.of[metric], {
                highest: t('highest'),
                lowest: t('lowest'),
                one: chosen && labelOf(chosen),
              })}
              {...(limits?.[metric].warn === null || limits === null
                ? {}
                : {
                    limits: [
                      {
                        value: limits[metric].warn,
                        label: t('warnAbove', { limit: text(metric, limits[metric].warn) }),
                        tone: 'warn' as const,
                      },
                    ],
                  })}
            />
          </Panel>
        ))}
      </div>
    </>
  )

  function labelOf(one: GpuRef): string {
    const name = t('one', { index: gpuKey(one) })
    return one.name === null ? name : `${name} · ${one.name.slice(0, 60)}`
  }
}

/** Before the first sample ever there is nothing to look at, and a beginning should not be a dot at the edge. */
function sinceFirst({ from, to }: SamplesRead, heads: readonly ChunkHead[]): number {
  const first = Math.min(...heads.map(({ start }) => start))
  return Math.max(from, Math.min(first, to - LEAST_SHOWN_MS))
}

interface MetricLines {
  readonly highest: Line
  /** Null where one GPU is shown. */
  readonly lowest: Line | null
}

interface SampledLines {
  readonly columnMs: number
  readonly of: Readonly<Record<GpuMetric, MetricLines>>
}

function useSampledLines(read: SamplesRead, chosen: GpuRef | undefined, from: number, to: number): SampledLines {
  const key = chosen === undefined ? null : gpuKey(chosen)
  const whole = useMemo(() => {
    const linesOf = (metric: GpuMetric): MetricLines => ({
      highest: sampleLine(read.chunks, key === null ? { kind: 'highest' } : { kind: 'gpu', key }, metric),
      lowest: key === null ? sampleLine(read.chunks, { kind: 'lowest' }, metric) : null,
    })
    return byMetric(linesOf)
  }, [read.chunks, key])
  return useMemo(() => {
    const window = { from, to }
    const columnMs = columnWidth([whole.temperature.highest], window, POINTS, BASE_MS)
    const thin = (line: Line) => decimate(line, window, POINTS, columnMs)
    return {
      columnMs,
      of: byMetric((metric) => ({
        highest: thin(whole[metric].highest),
        lowest: whole[metric].lowest && thin(whole[metric].lowest),
      })),
    }
  }, [whole, from, to])
}

function byMetric<T>(of: (metric: GpuMetric) => T): Readonly<Record<GpuMetric, T>> {
  return { temperature: of('temperature'), usage: of('usage'), memory: of('memory'), power: of('power') }
}

function seriesOf(
  { highest, lowest }: MetricLines,
  labels: { readonly highest: string; readonly lowest: string; readonly one: string | undefined },
) {
  if (lowest === null)
    return [{ id: 'value', label: labels.one ?? labels.highest, tone: 'accent' as const, line: highest }]
  return [
    { id: 'highest', label: labels.highest, tone: 'accent' as const, line: highest },
    { id: 'lowest', label: labels.lowest, tone: 'busy' as const, line: lowest },
  ]
}
