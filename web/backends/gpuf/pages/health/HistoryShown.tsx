import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import type { ChartCursor } from '@/ui/charts/cursor.ts'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { HEARTBEAT_INTERVAL_MS } from '../../schema/interval.ts'
import type { History } from '../../schema/history.ts'
import { ChooseClients } from './ChooseClients.tsx'
import { HeatPanel } from './HeatPanel.tsx'
import { HistoryCharts } from './HistoryCharts.tsx'
import { HistoryFacts } from './HistoryFacts.tsx'
import { OutagesPanel } from './OutagesPanel.tsx'
import type { ShownView } from './useHealthView.ts'
import { useHistoryOutages } from './useHistoryOutages.ts'
import { useZoom } from './useZoom.ts'
import { ZoomBar } from './ZoomBar.tsx'

interface Props {
  readonly at: Endpoint
  readonly history: History
  readonly view: ShownView
  readonly cursor: ChartCursor
  /** Something newer is on its way in its place. */
  readonly isReading: boolean
}

/** Closer, there is nothing more to see. */
const LEAST_MS = 2 * HEARTBEAT_INTERVAL_MS

export function HistoryShown({ at, history, view, cursor, isReading }: Props): ReactNode {
  const t = useTranslations('health')
  const f = useFormat()
  const zoom = useZoom(history.range)
  const { outages, nameOf, isWithoutRegister } = useHistoryOutages(at, history, view)

  if (view.kind === 'clients' && view.ids.length === 0) return <ChooseClients />
  const { from, to } = history.range
  return (
    <div className="flex min-w-0 flex-col gap-4" aria-busy={isReading}>
      <HistoryFacts history={history} isReading={isReading} />
      {history.heartbeats === 0 ? (
        <Panel title={t('empty.title')} titleHidden>
          <EmptyState compact title={t('empty.title')}>
            {t('empty.text', { from: f.dateTime(from), to: f.dateTime(to) })}
          </EmptyState>
        </Panel>
      ) : (
        <>
          <ZoomBar zoom={zoom} leastMs={LEAST_MS} />
          {view.kind === 'heat' ? (
            <HeatPanel
              at={at}
              history={history}
              view={view}
              nameOf={nameOf}
              zoom={zoom}
              leastMs={LEAST_MS}
              cursor={cursor}
            />
          ) : (
            <HistoryCharts
              at={at}
              history={history}
              view={view}
              nameOf={nameOf}
              zoom={zoom}
              leastMs={LEAST_MS}
              cursor={cursor}
              outages={outages}
            />
          )}
        </>
      )}
      <OutagesPanel
        outages={outages}
        nameOf={nameOf}
        zoom={zoom}
        isOfSome={view.kind === 'clients'}
        isWithoutRegister={isWithoutRegister}
      />
    </div>
  )
}
