import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { notify } from '@/kit/notifications.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { compareVitals, illOf } from '../schema/census.ts'
import { updateRuns } from './updateActions.ts'
import { isGoing, type UpdateRun } from './updateRun.ts'
import { useUpdateRuns } from './updateRuns.ts'

/** What of updates goes on whatever page is shown. Browsers show their own words when one leaves. */
export function UpdatesBackground() {
  const queryClient = useQueryClient()
  useEndNotices()
  const isBusy = useUpdateRuns(({ runs }) => runs.some(isGoing))
  useEffect(() => {
    if (!isBusy) return undefined
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isBusy])
  // Takes up what this tab was doing before a reload.
  useEffect(() => void updateRuns(queryClient), [queryClient])
  return null
}

/** Says how a run ended: the operator may be on any page by then. */
function useEndNotices(): void {
  const t = useTranslations('versions.notice')
  const f = useFormat()
  const servers = useServers('xw')
  useEffect(() => {
    const labelOf = (id: string): string => inSentence(servers.find((at) => at.id === id)?.label ?? id)
    return useUpdateRuns.subscribe(({ runs }, before) => {
      const going = new Set(before.runs.filter(isGoing).map(({ id }) => id))
      for (const run of runs) {
        if (isGoing(run) || !going.has(run.id)) continue
        const { good, ill, failed, waiting } = endOf(run)
        const named = (ids: readonly string[]): string => f.list(ids.map(labelOf))
        const parts = [
          good.length > 0 && t('good', { servers: named(good) }),
          ill.length > 0 && t('ill', { servers: named(ill) }),
          failed.length > 0 && t('failed', { servers: named(failed) }),
          waiting.length > 0 && t('waiting', { servers: named(waiting) }),
        ]
        notify({
          tone: failed.length > 0 ? 'bad' : ill.length > 0 || waiting.length > 0 ? 'warn' : 'good',
          id: `update ${run.id}`,
          title: t('title', { version: inSentence(run.to, 40) }),
          detail: parts.filter(Boolean).join(' '),
        })
      }
    })
  }, [t, f, servers])
}

function endOf({ servers }: UpdateRun) {
  const done = servers.filter(({ phase }) => phase === 'done')
  const isIll = ({ before, after }: (typeof servers)[number]): boolean =>
    illOf(compareVitals(before?.vitals ?? [], after?.vitals ?? [])).length > 0
  const ids = (list: typeof servers): readonly string[] => list.map(({ server }) => server)
  return {
    good: ids(done.filter((one) => !isIll(one))),
    ill: ids(done.filter(isIll)),
    failed: ids(servers.filter(({ phase }) => phase === 'failed')),
    waiting: ids(servers.filter(({ phase }) => phase === 'waiting' || phase === 'interrupted')),
  }
}
