import { useTranslations } from 'use-intl'
import type { ReactNode } from 'react'
import { useServers } from '@/kit/connections.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { FleetFigures } from '@/backends/gpuf/pages/OverviewCard.tsx'
import { InstancesCard } from '@/backends/xw/pages/OverviewCard.tsx'
import { PullsCard } from '@/backends/xw/pulls/PullsCard.tsx'
import { AttentionCard } from './AttentionCard.tsx'
import { CardBoundary } from './CardBoundary.tsx'
import { ServersCard } from './ServersCard.tsx'

/** The first five seconds: what needs a person, then how the fleet does. Each card fails alone. */
export function Overview(): ReactNode {
  const t = useTranslations('overview')
  const fleets = useServers('gpuf')
  const modelServers = useServers('xw')
  return (
    <PageFrame title={t('title')}>
      <div className="flex flex-col gap-4">
        <CardBoundary title={t('attention.title')}>
          <AttentionCard />
        </CardBoundary>
        {fleets.length > 0 && (
          <CardBoundary title={t('fleet')}>
            <FleetFigures />
          </CardBoundary>
        )}
        <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <div className="flex min-w-0 flex-col gap-4">
            {modelServers.length > 0 && (
              <CardBoundary title={t('instances')}>
                <InstancesCard />
              </CardBoundary>
            )}
          </div>
          <div className="flex min-w-0 flex-col gap-4">
            {modelServers.length > 0 && (
              <CardBoundary title={t('pulls')}>
                <PullsCard />
              </CardBoundary>
            )}
            <CardBoundary title={t('servers.title')}>
              <ServersCard />
            </CardBoundary>
          </div>
        </div>
      </div>
    </PageFrame>
  )
}
