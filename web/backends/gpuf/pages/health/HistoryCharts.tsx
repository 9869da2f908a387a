import { useCallback, useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import type { Line } from '@/lib/line.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import type { ChartCursor } from '@/ui/charts/cursor.ts'
import type { ChartShade } from '@/ui/charts/series.ts'
import { useLatest } from '@/ui/useLatest.ts'
import { useHistoryLines, useLinesAhead } from '../../queriesHistory.ts'
import { METRICS, type History, type HistoryRange, type HistoryView, type Outage } from '../../schema/history.ts'
import { wholeIntervals } from '../../schema/wholeIntervals.ts'
import { MetricCharts } from './MetricCharts.tsx'
import type { ShownView } from './useHealthView.ts'
import type { NameOf } from './useHistoryOutages.ts'
import { zoomedWindow, type Zoom } from './useZoom.ts'

interface Props {
  readonly at: Endpoint
  readonly history: History
  readonly view: Exclude<ShownView, { kind: 'heat' }>
  readonly nameOf: NameOf
  readonly zoom: Zoom
  readonly leastMs: number
  readonly cursor: ChartCursor
  readonly outages: readonly Outage[] | undefined
}

/** Points a line: two for each column, its lowest and its highest. */
const POINTS = 480
/** More cannot be told apart any more. */
const SHADES_AT_MOST = 60

const NOTHING_YET: Line = { t: new Float64Array(0), v: new Float64Array(0) }

/** Heartbeats as lines: of the fleet, or of the clients chosen. */
export function HistoryCharts({ at, history, view, nameOf, zoom, leastMs, cursor, outages }: Props): ReactNode {
  const t = useTranslations('health')
  const f = useFormat()
  const { whole, onZoom: zoomTo } = zoom
  const { from, to } = zoom.window
  const asked = useMemo(() => askedOf({ from, to }, view), [from, to, view])
  const compute = useLinesAhead(at, history)
  const onZoom = useCallback<Zoom['onZoom']>(
    (range) => {
      compute(askedOf(zoomedWindow(range, whole), view))
      zoomTo(range)
    },
    [compute, whole, view, zoomTo],
  )
  const { lines } = useHistoryLines(at, history, asked)
  // The window moves when there is something to fill it: what was drawn for another one would leave a part of it empty.
  const { from: shownFrom, to: shownTo } = lines?.range ?? asked.range
  const shown = useMemo(
    () => ({ whole, window: { from: shownFrom, to: shownTo }, onZoom }),
    [whole, shownFrom, shownTo, onZoom],
  )
  const aim = useLatest(zoom.window)
  const drawn = useMemo(() => lines && wholeIntervals(lines, history.range), [lines, history])
  const shades = useShades(outages, view.kind, history.range.to)
  const isFinest = lines !== undefined && lines.resolutionMs <= lines.baseMs
  return (
    <MetricCharts
      lines={drawn?.metrics}
      {...(view.kind === 'fleet' && { heard: drawn?.heard ?? NOTHING_YET })}
      isOfClients={view.kind === 'clients'}
      nameOf={nameOf}
      zoom={shown}
      aim={aim}
      leastMs={leastMs}
      cursor={cursor}
      shades={shades}
      resolution={
        lines === undefined
          ? ''
          : t(isFinest ? 'resolution.finest' : 'resolution.columns', { length: f.duration(lines.resolutionMs) })
      }
      resolutionMs={lines?.resolutionMs}
    />
  )
}

function askedOf({ from, to }: HistoryRange, mode: HistoryView['mode']): HistoryView {
  return { range: { from, to }, points: POINTS, mode, metrics: METRICS }
}

/** In charts of the fleet only what hit many at once: each minute, some machine or other is silent. */
function useShades(
  outages: readonly Outage[] | undefined,
  kind: 'fleet' | 'clients',
  end: number,
): readonly ChartShade[] | undefined {
  const t = useTranslations('health.outages')
  return useMemo(
    () =>
      outages
        ?.filter((outage) => kind === 'clients' || outage.kind === 'pipeline')
        .slice(0, SHADES_AT_MOST)
        .map((outage) => ({
          from: outage.from,
          to: outage.to ?? end,
          label: t(outage.kind === 'pipeline' ? 'shadePipeline' : 'shade', { count: outage.clients.length }),
          tone: outage.kind === 'pipeline' ? 'bad' : 'warn',
        })),
    [outages, kind, end, t],
  )
}
