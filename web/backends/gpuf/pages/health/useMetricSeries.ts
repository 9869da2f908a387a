import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import type { ChartSeries } from '@/ui/charts/series.ts'
import type { DailyMetric } from '../../schema/dailyLines.ts'
import type { HistoryLine } from '../../schema/history.ts'
import type { NameOf } from './useHistoryOutages.ts'
import type { MetricLines } from './MetricCharts.tsx'

interface MetricSeries {
  readonly cpu: readonly ChartSeries[]
  readonly memory: readonly ChartSeries[]
  readonly disk: readonly ChartSeries[]
  /** Only where the server counted days. */
  readonly availability: readonly ChartSeries[] | undefined
  readonly network:
    | { readonly kind: 'together'; readonly both: readonly ChartSeries[] }
    | { readonly kind: 'apart'; readonly down: readonly ChartSeries[]; readonly up: readonly ChartSeries[] }
}

const QUANTILES = [
  { id: 'max', tone: 'warn' },
  { id: 'p95', tone: 'busy' },
  { id: 'p50', tone: 'accent' },
] as const

/** Of twelve lines no two have both the colour and the dashes of another. */
const TONES = ['accent', 'busy', 'warn', 'good', 'bad', 'idle'] as const

/** The lines of each metric with their nameOf and colours. */
export function useMetricSeries(lines: MetricLines | undefined, isOfClients: boolean, nameOf: NameOf): MetricSeries {
  const t = useTranslations('health')
  return useMemo(() => {
    const linesOf = (metric: DailyMetric): readonly HistoryLine[] => lines?.[metric] ?? []
    const ofClients = (metric: DailyMetric): readonly ChartSeries[] =>
      linesOf(metric).map(({ id, line }, index) => ({
        id,
        label: inSentence(nameOf(id), 40),
        tone: TONES[index % TONES.length] ?? 'accent',
        line,
      }))
    const level = (metric: DailyMetric): readonly ChartSeries[] => {
      if (isOfClients) return ofClients(metric)
      return QUANTILES.flatMap(({ id, tone }) => {
        const line = linesOf(metric).find((one) => one.id === id)?.line
        return line ? [{ id, label: t(`series.${id}`), tone, line }] : []
      })
    }
    const one = (metric: 'down' | 'up', found: HistoryLine | undefined): readonly ChartSeries[] =>
      found
        ? [{ id: metric, label: t(`series.${metric}`), tone: metric === 'down' ? 'accent' : 'busy', line: found.line }]
        : []
    const network = (): MetricSeries['network'] => {
      const down = linesOf('down')
      const up = linesOf('up')
      if (isOfClients && down.length > 1) return { kind: 'apart', down: ofClients('down'), up: ofClients('up') }
      const pick = (some: readonly HistoryLine[]) => (isOfClients ? some[0] : some.find(({ id }) => id === 'total'))
      return { kind: 'together', both: [...one('down', pick(down)), ...one('up', pick(up))] }
    }
    return {
      cpu: level('cpu'),
      memory: level('memory'),
      disk: level('disk'),
      availability: lines?.availability === undefined ? undefined : availabilityOf(),
      network: network(),
    }

    function availabilityOf(): readonly ChartSeries[] {
      if (isOfClients) return ofClients('availability')
      // The worst are what one looks for: the highest of many is always 100 %.
      return (['total', 'min'] as const).flatMap((id) => {
        const line = linesOf('availability').find((one_) => one_.id === id)?.line
        return line ? [{ id, label: t(`series.${id}`), tone: id === 'min' ? 'warn' : 'accent', line } as const] : []
      })
    }
  }, [lines, isOfClients, nameOf, t])
}
