import { useQueryClient } from '@tanstack/react-query'
import { Suspense, lazy, useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { preloadPageWords } from '@/kit/i18n.tsx'
import { useMayChange } from '@/kit/mayChange.ts'
import { notify } from '@/kit/notifications.tsx'
import { setTitlePrefix } from '@/kit/pageTitle.ts'
import { useProblemText } from '@/kit/problemText.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { downloadedModels, models } from '../queries.ts'
import { PullAnnouncer } from './PullAnnouncer.tsx'
import { usePullNames } from './pullNames.ts'
import { goesOn, overallPercent, useAllPulls } from './pullList.ts'
import type { FailReason } from './pullState.ts'
import { isActive } from './pullState.ts'
import { onPullSettled, usePulls } from './pullStore.ts'

const ResumeBanner = lazy(async () => {
  const [{ ResumeBanner: Part }] = await Promise.all([import('./ResumeBanner.tsx'), preloadPageWords()])
  return { default: Part }
})

/** Everything of pulls that goes on whatever page is shown. */
export function PullsBackground() {
  useSettledNotices()
  useLeaveGuard()
  useTabTitle()
  const hasLost = usePulls(({ lost }) => lost.length > 0)
  // What cannot be resumed here is not offered; it is remembered for when it can.
  const mayChange = useMayChange()
  return (
    <>
      <PullAnnouncer />
      {hasLost && mayChange && (
        <Suspense>
          <ResumeBanner />
        </Suspense>
      )}
    </>
  )
}

/** Says how a pull ended, and makes the lists old that it has changed. */
function useSettledNotices(): void {
  const t = useTranslations('pulls')
  const f = useFormat()
  const problemText = useProblemText()
  const namesOf = usePullNames()
  const servers = useServers('xw')
  const queryClient = useQueryClient()

  useEffect(() => {
    function reasonOf(reason: FailReason): string {
      if (reason.kind === 'server-said') return inSentence(reason.words, 300) || t('noWords')
      if (reason.problem === null) return t('noWords')
      const { what, words } = problemText(reason.problem)
      return words === null ? what : inSentence(words, 300)
    }
    return onPullSettled((pull) => {
      const { phase, key } = pull
      const id = `pull ${key}`
      const names = namesOf(pull)
      if (phase.kind === 'finished') {
        const size = pull.progress?.totalBytes
        notify({
          tone: 'good',
          id,
          title: t('notice.finished', names),
          ...(size === undefined ? {} : { detail: f.bytes(size) }),
        })
      } else if (phase.kind === 'failed') {
        notify({ tone: 'bad', id, title: t('notice.failed', names), detail: reasonOf(phase.reason) })
      } else if (phase.kind === 'stale-lock') {
        notify({ tone: 'warn', id, title: t('notice.stale', names) })
      }
      const at = servers.find((server) => server.id === pull.server)
      if (at === undefined) return
      void queryClient.invalidateQueries({ queryKey: models(at).queryKey })
      void queryClient.invalidateQueries({ queryKey: downloadedModels(at).queryKey })
    })
  }, [t, f, problemText, namesOf, servers, queryClient])
}

/** Browsers show their own words here, and only after the operator has done something on the page. */
function useLeaveGuard(): void {
  const isBusy = usePulls((state) => state.own.some(({ phase }) => isActive(phase)))
  useEffect(() => {
    if (!isBusy) return undefined
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isBusy])
}

/** A tab in the background tells how far it is. Other tabs tell of their own pulls. */
function useTabTitle(): void {
  const f = useFormat()
  const active = useAllPulls().filter((pull) => pull.tab === null && goesOn(pull))
  const percent = overallPercent(active)
  const prefix = active.length === 0 ? null : percent === null ? '↓' : f.percent(percent)
  useEffect(() => setTitlePrefix(prefix), [prefix])
  useEffect(() => () => setTitlePrefix(null), [])
}
