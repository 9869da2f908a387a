import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { QueryView } from '@/kit/QueryView.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import type { PointsSearch } from '../../paths.ts'
import { points } from '../../queriesRegister.ts'
import { FleetTabs } from '../FleetTabs.tsx'
import { WithFleetServer } from '../WithFleetServer.tsx'
import { isReversed, pointsAsked } from './pointsFilter.ts'
import { PointsFilters } from './PointsFilters.tsx'
import { PointsPageView } from './PointsPageView.tsx'

const route = getRouteApi('/fleet/points')

/** What the server credits to each device and day, where it does so. */
export function PointsPage(): ReactNode {
  const t = useTranslations('register.points')
  return <WithFleetServer title={t('title')}>{(at) => <Points at={at} />}</WithFleetServer>
}

function Points({ at }: { readonly at: Endpoint }): ReactNode {
  const t = useTranslations('register.points')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const asked = useMemo(() => pointsAsked(search), [search])
  const query = useQuery({ ...points(at, asked), placeholderData: keepPreviousData, enabled: !isReversed(asked) })
  const isAbsent = query.data === null
  const change = (changed: PointsSearch) =>
    // Other filters have other pages.
    void navigate({ search: (before) => ({ ...before, page: undefined, ...changed }), replace: true })
  return (
    <PageFrame
      title={t('title')}
      description={t('about', { server: inSentence(at.label) })}
      age={query.data ? query.dataUpdatedAt : null}
    >
      <FleetTabs at={at} />
      {isAbsent ? (
        <EmptyState title={t('absent.title')}>{t('absent.text', { server: inSentence(at.label) })}</EmptyState>
      ) : (
        <Panel title={t('list')} titleHidden padded={false}>
          <PointsFilters search={search} isReversed={isReversed(asked)} onChange={change} />
          <QueryView
            query={query}
            isEmpty={(page) => page !== null && page.points.length === 0}
            empty={
              <EmptyState compact title={t('none')}>
                {t('noneText')}
              </EmptyState>
            }
          >
            {(page) => page && <PointsPageView page={page} asked={asked} onPage={(next) => change({ page: next })} />}
          </QueryView>
        </Panel>
      )}
    </PageFrame>
  )
}
