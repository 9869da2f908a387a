import { useQueries, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { useShallow } from 'zustand/react/shallow'
import { useServers } from '@/kit/connections.ts'
import { useMayChange } from '@/kit/mayChange.ts'
import { notify } from '@/kit/notifications.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { checkReady, instances, models } from '../queries.ts'
import { useInstanceBulk } from './instanceBulk.ts'
import { isFollowed, isLostByLeaving, isStartStreaming, type StartState } from './startState.ts'
import { onStartSettled, useStartEngine, useStarts } from './startStore.ts'
import { useFailureText } from './failureText.ts'
import { useStartNames } from './startNames.ts'
import { areStartsShown } from './startsShown.ts'

/** Everything of starts that goes on whatever page is shown. */
export function StartsBackground() {
  const servers = useServers('xw')
  const followed = useStarts(useShallow(({ own }) => serversOf(own, isFollowed)))
  const waiting = useStarts(useShallow(({ own }) => serversOf(own, ({ kind }) => kind === 'waiting-for-model')))
  // Else a start that waits would be sent, and refused, the moment that its model is whole.
  const mayChange = useMayChange()
  useSettledNotices()
  useLeaveGuard()
  return (
    <>
      {servers
        .filter(({ id }) => followed.includes(id))
        .map((at) => (
          <Follow key={at.id} at={at} />
        ))}
      {servers
        .filter(({ id }) => mayChange && waiting.includes(id))
        .map((at) => (
          <AwaitModels key={at.id} at={at} />
        ))}
    </>
  )
}

function serversOf(starts: readonly StartState[], isMeant: (phase: StartState['phase']) => boolean): string[] {
  return [...new Set(starts.filter(({ phase }) => isMeant(phase)).map(({ server }) => server))]
}

/** Hands on what the server says of its instances while one of them is looked for, or loads. */
function Follow({ at }: { readonly at: Endpoint }) {
  const engine = useStartEngine()
  const { data, dataUpdatedAt: listedAt } = useQuery(instances(at))
  const aliases = useStarts(
    useShallow(({ own }) =>
      own.filter(({ server, phase }) => server === at.id && isFollowed(phase)).map(({ alias }) => alias),
    ),
  )
  // A server may say "running" and nothing of the endpoint: then it is asked for apart.
  const unclear = aliases.filter((alias) =>
    data?.some((instance) => instance.alias === alias && instance.rawState === 'running'),
  )
  const readiness = useQueries({ queries: unclear.map((alias) => checkReady(at, alias)) })
  const ready = unclear.filter((_alias, index) => readiness[index]?.data?.ready === true).join('\n')

  useEffect(() => {
    // Also where the list is the same as before: how long an instance has been missing is counted by lists.
    if (data !== undefined && listedAt > 0) engine.listed(at.id, data, new Set(ready.split('\n').filter(Boolean)))
  }, [engine, at.id, data, listedAt, ready])
  return null
}

/** Says so when a model is whole that a start waits for, whoever has pulled it. */
function AwaitModels({ at }: { readonly at: Endpoint }) {
  const engine = useStartEngine()
  const { data } = useQuery(models(at))
  useEffect(() => {
    if (data === undefined) return
    const whole = data.models.filter(({ status }) => status === 'downloaded').map(({ id }) => id)
    engine.modelsListed(at.id, new Set(whole))
  }, [engine, at.id, data])
  return null
}

function useSettledNotices(): void {
  const t = useTranslations('starts.notice')
  const f = useFormat()
  const namesOf = useStartNames()
  const failureText = useFailureText()
  useEffect(
    () =>
      onStartSettled((start) => {
        const { phase, key } = start
        const id = `start ${key}`
        const names = namesOf(start)
        if (phase.kind === 'ready') {
          const detail =
            phase.loadMs === null ? {} : { detail: t('readyAfter', { duration: f.duration(phase.loadMs) }) }
          notify({ tone: 'good', id, title: t('ready', names), ...detail })
        } else if (phase.kind === 'failed' && !areStartsShown()) {
          notify({ tone: 'bad', id, title: t('failed', names), detail: failureText(start, phase.reason).what })
        } else if (phase.kind === 'cancelled') {
          notify({ tone: 'info', id, title: t(phase.goesOn ? 'left' : 'cancelled', names) })
        }
      }),
    [t, f, namesOf, failureText],
  )
}

/** Browsers show their own words here, and only after the operator has done something on the page. */
function useLeaveGuard(): void {
  const isStarting = useStarts(({ own }) => own.some(({ phase }) => isLostByLeaving(phase) || isStartStreaming(phase)))
  const isActing = useInstanceBulk(({ items }) =>
    items.some(({ outcome }) => outcome.kind === 'waiting' || outcome.kind === 'running'),
  )
  const isBusy = isStarting || isActing
  useEffect(() => {
    if (!isBusy) return undefined
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isBusy])
}
