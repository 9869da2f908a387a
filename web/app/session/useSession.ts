import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useConnections } from '@/kit/connections.ts'
import { notify } from '@/kit/notifications.tsx'
import { isSignedOut, useReachabilityOfAll } from '@/kit/reachability.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { useLatest } from '@/ui/useLatest.ts'
import { readConfigAgain } from './configAgain.ts'
import { ask, oneOfEach, realmsOf } from './sessionCheck.ts'
import { openSessionNews, type SessionNews } from './sessionNews.ts'

/** Between two looks whether there is a session again, while the tab is in sight. */
const CHECK_MS = 30_000
/** One look a moment is enough, however often the focus comes and goes. */
const LEAST_MS = 1_000

export interface SessionState {
  /** Servers that want the operator to sign in; their polling rests. */
  readonly closed: readonly Endpoint[]
  /** `config.json` too is behind the door: then the console's own address is where one signs in. */
  readonly isConsoleClosed: boolean
  readonly isChecking: boolean
  readonly check: () => void
}

/**
 * Looks now and then, and whenever the operator comes back to this tab, whether those servers let it in again that did
 * not: by one small question, not by all that the pages would ask.
 */
export function useSession(): SessionState {
  const queryClient = useQueryClient()
  const tellUser = useUserNotice()
  const servers = useConnections((state) => state.servers)
  const states = useReachabilityOfAll(servers)
  const closed = servers.filter((_, index) => states[index]?.state === 'sign-in')
  const isClosed = closed.length > 0
  const [isConsoleClosed, setConsoleClosed] = useState(false)
  const [isChecking, setChecking] = useState(false)
  const checkedAt = useRef(-Infinity)
  const turn = useRef(0)
  const news = useRef<SessionNews>(null)

  const look = useCallback(async () => {
    const says = await readConfigAgain(queryClient)
    setConsoleClosed(says.kind === 'closed')
    if (says.kind === 'read') tellUser(says)
    const isOut = (at: Endpoint): boolean => isSignedOut([at.kind, at.id])
    const realms = realmsOf(useConnections.getState().servers.filter(isOut), document.baseURI)
    turn.current += 1
    const asked = oneOfEach(realms, turn.current)
    await ask(queryClient, asked)
    // Where one is open again, the others of its realm most likely are.
    const opened = asked.filter((at) => !isOut(at))
    const beside = realms.filter((realm) => realm.some((at) => opened.includes(at))).flat()
    await ask(queryClient, beside.filter(isOut))
    if (opened.length > 0) news.current?.tell({ user: useConnections.getState().user })
  }, [queryClient, tellUser])

  const check = useCallback(() => {
    checkedAt.current = performance.now()
    setChecking(true)
    void look().finally(() => setChecking(false))
  }, [look])

  useEffect(() => {
    if (!isClosed) return undefined
    const checkInSight = (): void => {
      if (document.visibilityState === 'visible' && performance.now() - checkedAt.current >= LEAST_MS) check()
    }
    const first = setTimeout(checkInSight)
    const timer = setInterval(checkInSight, CHECK_MS)
    window.addEventListener('focus', checkInSight)
    document.addEventListener('visibilitychange', checkInSight)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
      window.removeEventListener('focus', checkInSight)
      document.removeEventListener('visibilitychange', checkInSight)
    }
  }, [isClosed, check])

  const onNews = useLatest((user: string | null) => {
    if (isClosed || user !== useConnections.getState().user) check()
  })
  useEffect(() => {
    const opened = openSessionNews(({ user }) => onNews()(user))
    news.current = opened
    // This tab may be the one in which somebody has just signed in.
    opened.tell({ user: useConnections.getState().user })
    return () => opened.close()
  }, [onNews])

  return { closed, isConsoleClosed, isChecking, check }
}

/** Says when somebody else has signed in: what is shown from then on is theirs. */
function useUserNotice(): (users: { readonly from: string | null; readonly to: string | null }) => void {
  const t = useTranslations('shell.signIn')
  return useCallback(
    ({ from, to }) => {
      if (from === to) return
      const nobody = t('nobody')
      notify({
        tone: 'warn',
        id: 'session-user',
        title: t('otherUser', { user: to === null ? nobody : inSentence(to, 60) }),
        detail: t('formerUser', { user: from === null ? nobody : inSentence(from, 60) }),
      })
    },
    [t],
  )
}
