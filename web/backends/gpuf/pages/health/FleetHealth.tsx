import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'
import { useNow } from '@/kit/now.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { createChartCursor } from '@/ui/charts/cursor.ts'
import { monitor } from '../../queriesHistory.ts'
import { DailyHealth } from './DailyHealth.tsx'
import { DailyTable } from './DailyTable.tsx'
import { askedRange, sourceOf } from './healthRange.ts'
import { HeartbeatHealth } from './HeartbeatHealth.tsx'
import { RangePicker } from './RangePicker.tsx'
import { useHeartbeatReading } from './useHeartbeatReading.ts'
import { useHealthSearch } from './useHealthSearch.ts'
import { ViewBar } from './ViewBar.tsx'
import { useHealthView } from './useHealthView.ts'

const MINUTE_MS = 60_000

export function FleetHealth({ at }: { readonly at: Endpoint }): ReactNode {
  const t = useTranslations('health')
  const timeZone = useTimeZone()
  const now = useNow(MINUTE_MS)
  const [search] = useHealthSearch()
  const [cursor] = useState(createChartCursor)
  const asked = askedRange(search, timeZone, now)
  const source = sourceOf(asked)
  const view = useHealthView(source)
  const reading = useHeartbeatReading(at, asked, view)
  const days = useQuery(monitor(at))
  const shown = source === 'heartbeats' ? reading.query : days

  return (
    <PageFrame
      title={t('title')}
      description={t('description', { server: inSentence(at.label) })}
      age={shown.data === undefined ? null : shown.dataUpdatedAt}
      actions={<RangePicker asked={asked} now={now} />}
    >
      <ViewBar at={at} view={view} source={source} clients={reading.query.data?.clients} />
      {source === 'heartbeats' ? (
        <HeartbeatHealth at={at} asked={asked} view={view} reading={reading} cursor={cursor} />
      ) : (
        <DailyHealth asked={asked} view={view} query={days} cursor={cursor} />
      )}
      <DailyTable at={at} asked={asked} />
    </PageFrame>
  )
}
