import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import type { ChartCursor } from '@/ui/charts/cursor.ts'
import { HeatMap } from '@/ui/charts/HeatMap.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { Skeleton } from '@/ui/Skeleton.tsx'
import { paths } from '../../paths.ts'
import { useHeatGrid } from '../../queriesHistory.ts'
import { HEARTBEAT_INTERVAL_MS } from '../../schema/interval.ts'
import type { HeatRequest, History } from '../../schema/history.ts'
import { HeatPages } from './HeatPages.tsx'
import type { ShownView } from './useHealthView.ts'
import type { NameOf } from './useHistoryOutages.ts'
import { useSpanText } from './useSpanText.ts'
import type { Zoom } from './useZoom.ts'

interface Props {
  readonly at: Endpoint
  readonly history: History
  readonly view: Extract<ShownView, { kind: 'heat' }>
  readonly nameOf: NameOf
  readonly zoom: Zoom
  readonly leastMs: number
  readonly cursor: ChartCursor
}

const ROWS_A_PAGE = 50
/** So narrow that a cell is still some pixels on a usual screen. */
const COLUMNS_AT_MOST = 240

/** Clients by time, a page of rows at a time. */
export function HeatPanel({ at, history, view, nameOf, zoom, leastMs, cursor }: Props): ReactNode {
  const t = useTranslations('health')
  const f = useFormat()
  const spanText = useSpanText()
  const navigate = useNavigate()
  const { metric, order, page } = view
  const { from, to } = zoom.window
  const request = useMemo<HeatRequest>(
    () => ({
      range: { from, to },
      columns: Math.max(1, Math.min(COLUMNS_AT_MOST, Math.ceil((to - from) / HEARTBEAT_INTERVAL_MS))),
      metric,
      order,
      rows: { offset: (page - 1) * ROWS_A_PAGE, count: ROWS_A_PAGE },
    }),
    [from, to, metric, order, page],
  )
  const { grid } = useHeatGrid(at, history, request)
  const rows = useMemo(() => grid?.ids.map((id) => ({ id, label: inSentence(nameOf(id), 40) })), [grid, nameOf])
  const isRate = metric === 'up' || metric === 'down'
  const max = useMemo(() => (grid && isRate ? highestOf(grid.values) : 100), [grid, isRate])
  const name = t(`metrics.${metric}`)
  return (
    <Panel title={t('heat.title', { metric: name })}>
      {grid && rows ? (
        <div className="flex min-w-0 flex-col gap-3">
          <HeatMap
            label={`${name}, ${spanText(zoom.whole)}`}
            unit={t(isRate ? 'rateUnit' : 'percentUnit')}
            formatValue={isRate ? f.rate : f.percent}
            formatTime={f.dateTime}
            formatTick={f.axisTime}
            zone={f.zone}
            rows={rows}
            columns={grid.columns}
            values={grid.values}
            max={max}
            window={grid.range}
            whole={zoom.whole}
            leastMs={leastMs}
            onZoom={zoom.onZoom}
            controls={false}
            cursor={cursor}
            resolution={t('heat.resolution', { length: f.duration((grid.range.to - grid.range.from) / grid.columns) })}
            download={`health-heat-${metric}`}
            onOpen={(row) => {
              const id = rows[row]?.id
              if (id !== undefined) void navigate({ to: paths.client, params: { client: id } })
            }}
          />
          <HeatPages page={page} rows={ROWS_A_PAGE} total={grid.total} />
        </div>
      ) : (
        <Skeleton rows={16} label={t('reading')} />
      )}
    </Panel>
  )
}

function highestOf(values: Float32Array): number {
  let most = 0
  for (const value of values) if (value > most) most = value
  return most === 0 ? 1 : most
}
