import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { notify } from '@/kit/notifications.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { sampleHeads, samples } from '../../sampling/samples.ts'
import { startSampling, stopSampling, useSampled } from '../../sampling/samplingPlan.ts'
import { ensureSampling } from '../../sampling/samplingWork.ts'
import { RangeChoice, WINDOWS_MS } from './RangeChoice.tsx'
import { SampledActions } from './SampledActions.tsx'
import { SampledCharts } from './SampledCharts.tsx'
import { SamplingTroubles } from './SamplingTroubles.tsx'
import { useClientSearch } from './useClientSearch.ts'
import { useSamplingState } from './useSamplingState.ts'

interface Props {
  readonly at: Endpoint
  readonly id: string
  readonly name: string
}

/** What this console has sampled of a client's GPUs, and whether it goes on. */
export function SamplingSection({ at, id, name }: Props): ReactNode {
  const t = useTranslations('client.sampling')
  const { range } = useClientSearch()
  const isOn = useSampled(at).some((one) => one.id === id)
  const heads = useQuery(sampleHeads())
  const mine = heads.data?.found.filter((head) => head.server === at.id && head.client === id)
  const kept = { lastAt: lastOf(mine ?? []), chunks: mine?.length ?? 0 }
  const query = useQuery({ ...samples(at, id, WINDOWS_MS[range], kept), enabled: mine !== undefined })

  useEffect(() => {
    if (isOn) ensureSampling()
  }, [isOn])

  const stop = () => {
    stopSampling(at, [id])
    notify({ tone: 'info', title: t('stopped') })
  }
  const start = (
    <Button tone={isOn ? 'default' : 'primary'} onClick={() => (isOn ? stop() : startSampling(at, [id]))}>
      {t(isOn ? 'stop' : 'start')}
    </Button>
  )
  if (mine === undefined || query.data === undefined) return null
  const isBare = mine.length === 0 && !isOn
  return (
    <Panel
      title={t('title')}
      actions={!isBare && start}
      description={isBare ? undefined : <SamplingState at={at} id={id} lastAt={kept.lastAt} />}
    >
      <div className="flex flex-col gap-4">
        <SamplingTroubles at={at} id={id} isRefused={query.data.isRefused} />
        {isBare ? (
          <EmptyState compact title={t('none.title')} action={start}>
            {t('none.text')}
          </EmptyState>
        ) : (
          <>
            <div className="flex flex-wrap items-center justify-between gap-3">
              <RangeChoice ranges={['1h', '6h', '24h', '7d', '30d']} />
              <SampledActions at={at} id={id} name={name} heads={mine} isOn={isOn} />
            </div>
            {mine.length > 0 && <SampledCharts at={at} read={query.data.found} heads={mine} />}
          </>
        )}
      </div>
    </Panel>
  )
}

function lastOf(heads: readonly { readonly end: number }[]): number | null {
  return heads.reduce<number | null>((last, { end }) => (last === null || end > last ? end : last), null)
}

interface StateProps {
  readonly at: Endpoint
  readonly id: string
  readonly lastAt: number | null
}

function SamplingState({ at, id, lastAt }: StateProps): ReactNode {
  const t = useTranslations('client.sampling')
  const f = useFormat()
  const state = useSamplingState(at, id, lastAt)
  const until = f.dateTime(lastAt)
  switch (state.kind) {
    case 'off':
      return lastAt === null ? t('offNever') : t('off', { at: until })
    case 'waiting':
      return t('waiting', { since: f.dateTime(state.since) })
    case 'elsewhere':
      return t('elsewhere', { since: f.dateTime(state.since) })
    case 'sampling':
      return t('on', { pace: f.duration(state.paceMs), since: f.dateTime(state.since) })
    case 'not-running':
      return <span className="text-warn">{t('notRunning', { at: until })}</span>
  }
}
