import { memo, useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import type { ChartCursor } from '@/ui/charts/cursor.ts'
import type { ChartSeries, ChartShade } from '@/ui/charts/series.ts'
import { TimeChart } from '@/ui/charts/TimeChart.tsx'
import { Panel } from '@/ui/Panel.tsx'
import type { DailyMetric } from '../../schema/dailyLines.ts'
import type { Line } from '@/lib/line.ts'
import type { HistoryLine, HistoryRange } from '../../schema/history.ts'
import { useMetricSeries } from './useMetricSeries.ts'
import type { NameOf } from './useHistoryOutages.ts'
import { useSpanText } from './useSpanText.ts'
import type { Zoom } from './useZoom.ts'

export type MetricLines = Partial<Readonly<Record<DailyMetric, readonly HistoryLine[]>>>

interface Props {
  /** Undefined while they are computed for the first time. */
  readonly lines: MetricLines | undefined
  /** Of the fleet: how many clients were heard in each interval. */
  readonly heard?: Line | null | undefined
  readonly isOfClients: boolean
  readonly nameOf: NameOf
  readonly zoom: Pick<Zoom, 'whole' | 'window' | 'onZoom'>
  /** The window that is asked for, where it is not shown yet. */
  readonly aim?: () => HistoryRange
  readonly leastMs: number
  readonly cursor: ChartCursor
  readonly shades?: readonly ChartShade[] | undefined
  /** Of a drawn point, in words. */
  readonly resolution: string
  readonly resolutionMs: number | undefined
}

const HEIGHT = 180
const LOW = 110
/** One row of two columns, so that what follows stands side by side. */
const WIDE = 'lg:col-span-2'
const PERCENT = { min: 0, max: 100 } as const
const FROM_ZERO = { min: 0 } as const

/** One chart a metric, all over the same time. */
export const MetricCharts = memo(function MetricCharts({
  lines,
  heard = null,
  isOfClients,
  nameOf,
  zoom,
  aim,
  leastMs,
  cursor,
  shades,
  ...words
}: Props): ReactNode {
  const t = useTranslations('health')
  const f = useFormat()
  const spanText = useSpanText()
  const series = useMetricSeries(lines, isOfClients, nameOf)
  const span = spanText(zoom.whole)
  const { window, whole, onZoom } = zoom
  const stem = isOfClients ? 'health-clients' : 'health-fleet'

  const shared = useMemo(
    () => ({
      formatTime: f.dateTime,
      formatTick: f.axisTime,
      zone: f.zone,
      height: HEIGHT,
      window,
      whole,
      leastMs,
      onZoom,
      ...(aim && { aim }),
      cursor,
      controls: false,
      ...(shades && { shades }),
      ...(words.resolution !== '' && { resolution: words.resolution }),
      ...(words.resolutionMs !== undefined && { resolutionMs: words.resolutionMs }),
    }),
    [f, window, whole, leastMs, onZoom, aim, cursor, shades, words.resolution, words.resolutionMs],
  )

  const percentChart = (
    name: 'cpu' | 'memory' | 'disk' | 'availability',
    drawn: readonly ChartSeries[],
    isWide = false,
  ) => (
    <Panel title={t(`metrics.${name}`)} className={isWide ? WIDE : ''}>
      <TimeChart
        {...shared}
        label={`${t(`metrics.${name}`)}, ${span}`}
        unit={t('percentUnit')}
        formatValue={f.percent}
        domain={PERCENT}
        series={drawn}
        download={`${stem}-${name}`}
      />
    </Panel>
  )
  const rateChart = (name: 'network' | 'down' | 'up', drawn: readonly ChartSeries[]) => (
    <Panel title={t(`metrics.${name}`)} description={t(isOfClients ? 'rates.each' : 'rates.total')}>
      <TimeChart
        {...shared}
        label={`${t(`metrics.${name}`)}, ${span}`}
        unit={t('rateUnit')}
        formatValue={f.rate}
        base={1024}
        domain={FROM_ZERO}
        series={drawn}
        download={`${stem}-${name}`}
      />
    </Panel>
  )

  const heardSeries = useMemo<readonly ChartSeries[]>(
    () => (heard ? [{ id: 'heard', label: t('series.heard'), tone: 'accent', line: heard }] : []),
    [heard, t],
  )

  return (
    <div className="grid min-w-0 gap-4 lg:grid-cols-2">
      {heard !== null && (
        <Panel title={t('metrics.heard')} className={WIDE}>
          <TimeChart
            {...shared}
            height={LOW}
            label={`${t('metrics.heard')}, ${span}`}
            unit=""
            formatValue={f.number}
            domain={FROM_ZERO}
            series={heardSeries}
            download={`${stem}-clients`}
          />
        </Panel>
      )}
      {series.availability && percentChart('availability', series.availability, true)}
      {percentChart('cpu', series.cpu)}
      {percentChart('memory', series.memory)}
      {percentChart('disk', series.disk, series.network.kind === 'apart')}
      {series.network.kind === 'together' ? (
        rateChart('network', series.network.both)
      ) : (
        <>
          {rateChart('down', series.network.down)}
          {rateChart('up', series.network.up)}
        </>
      )}
    </div>
  )
})
