import type { ReactNode } from 'react'
import { QueryView } from '@/kit/QueryView.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import type { ChartCursor } from '@/ui/charts/cursor.ts'
import { AskFirst } from './AskFirst.tsx'
import type { AskedRange } from './healthRange.ts'
import { HistoryShown } from './HistoryShown.tsx'
import { ReadingNow } from './ReadingNow.tsx'
import type { HeartbeatReading } from './useHeartbeatReading.ts'
import type { ShownView } from './useHealthView.ts'

interface Props {
  readonly at: Endpoint
  readonly asked: AskedRange
  readonly view: ShownView
  readonly reading: HeartbeatReading
  readonly cursor: ChartCursor
}

/** What heartbeats tell of up to a month. */
export function HeartbeatHealth({ at, asked, view, reading, cursor }: Props): ReactNode {
  if (reading.ask) {
    return (
      <AskFirst
        asked={asked}
        rows={reading.rows}
        clients={reading.fleetSize}
        onAllow={reading.ask.onAllow}
        cannotFilter={reading.ask.cannotFilter}
        view={view}
      />
    )
  }
  return (
    <QueryView query={reading.query} skeleton={<ReadingNow at={at} />}>
      {(history) => (
        <HistoryShown
          at={at}
          history={history}
          view={view}
          cursor={cursor}
          isReading={reading.query.isPlaceholderData}
        />
      )}
    </QueryView>
  )
}
