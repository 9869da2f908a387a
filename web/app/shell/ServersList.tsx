import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { ReactNode } from 'react'
import { useNow } from '@/kit/now.ts'
import { useProblemText } from '@/kit/problemText.ts'
import { useReachability, useReachabilityOfAll } from '@/kit/reachability.ts'
import { useFormat } from '@/kit/useFormat.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import type { Problem } from '@/net/problem.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import { linkClass } from '@/ui/link.ts'
import { backendOf } from '../backends.ts'
import { useUnreadable } from '../useUnreadable.ts'
import { shownState, stateTone, troubledFirst } from './serverState.ts'

interface ServersListProps {
  readonly servers: readonly Endpoint[]
  readonly onLeave: () => void
}

/** Inside the popover of `ServersStatus`: each server with its state in words, its last answer and what is wrong. */
export function ServersList({ servers, onLeave }: ServersListProps): ReactNode {
  const t = useTranslations('shell.servers')
  const states = useReachabilityOfAll(servers)
  const unreadableOf = useUnreadable()
  return (
    <>
      <ul className="max-h-[60dvh] divide-y divide-line overflow-y-auto">
        {troubledFirst(servers, states).map((at) => (
          <ServerItem key={`${at.kind}/${at.id}`} at={at} unreadable={unreadableOf(at)} />
        ))}
      </ul>
      <div className="border-t border-line px-4 py-2.5 text-sm">
        <Link to="/settings" className={linkClass} onClick={onLeave}>
          {t('settings')}
        </Link>
      </div>
    </>
  )
}

interface ServerItemProps {
  readonly at: Endpoint
  /** What of its answers makes no sense. */
  readonly unreadable: Problem | null
}

function ServerItem({ at, unreadable }: ServerItemProps): ReactNode {
  const t = useTranslations('shell.servers')
  const f = useFormat()
  const now = useNow()
  const problemText = useProblemText()
  const { state, lastAnswerAt, lastProblem, downSince } = useReachability(at)
  const shown = shownState(state, unreadable)
  const problem = lastProblem ?? (shown === state ? null : unreadable)
  return (
    <li className="px-4 py-2.5">
      <div className="flex items-baseline justify-between gap-3">
        <span className="min-w-0 truncate text-sm font-medium">
          <ServerText text={at.label} />
          <span className="ml-2 text-xs font-normal text-ink-3">{backendOf(at.kind)?.label}</span>
        </span>
        <StatusBadge tone={stateTone[shown]}>{t(`state.${shown}`)}</StatusBadge>
      </div>
      <p className="text-xs text-ink-3 tabular-nums">
        {lastAnswerAt !== null && t('answered', { ago: f.ago(lastAnswerAt, now) })}
        {lastAnswerAt !== null && downSince !== null && ' · '}
        {downSince !== null &&
          t(state === 'down' ? 'noAnswerSince' : 'notWellSince', { time: f.timeWithZone(downSince) })}
      </p>
      {problem !== null && <p className="mt-1 text-sm text-ink-2 wrap-anywhere">{problemText(problem).what}</p>}
    </li>
  )
}
