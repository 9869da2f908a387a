import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { ReactNode } from 'react'
import { useNow } from '@/kit/now.ts'
import { useProblemText } from '@/kit/problemText.ts'
import { useReachability, useReachabilityOfAll } from '@/kit/reachability.ts'
import { useFormat } from '@/kit/useFormat.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import { linkClass } from '@/ui/link.ts'
import { backendOf } from '../backends.ts'
import { stateTone, troubledFirst } from './serverState.ts'

interface ServersListProps {
  readonly servers: readonly Endpoint[]
  readonly onLeave: () => void
}

/** Inside the popover of `ServersStatus`: each server with its state in words, its last answer and what is wrong. */
export function ServersList({ servers, onLeave }: ServersListProps): ReactNode {
  const t = useTranslations('shell.servers')
  const states = useReachabilityOfAll(servers)
  return (
    <>
      <ul className="max-h-[60dvh] divide-y divide-line overflow-y-auto">
        {troubledFirst(servers, states).map((at) => (
          <ServerItem key={`${at.kind}/${at.id}`} at={at} />
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

function ServerItem({ at }: { readonly at: Endpoint }): ReactNode {
  const t = useTranslations('shell.servers')
  const f = useFormat()
  const now = useNow()
  const problemText = useProblemText()
  const { state, lastAnswerAt, lastProblem, downSince } = useReachability(at)
  return (
    <li className="px-4 py-2.5">
      <div className="flex items-baseline justify-between gap-3">
        <span className="min-w-0 truncate text-sm font-medium">
          <ServerText text={at.label} />
          <span className="ml-2 text-xs font-normal text-ink-3">{backendOf(at.kind)?.label}</span>
        </span>
        <StatusBadge tone={stateTone[state]}>{t(`state.${state}`)}</StatusBadge>
      </div>
      <p className="text-xs text-ink-3 tabular-nums">
        {lastAnswerAt !== null && t('answered', { ago: f.ago(lastAnswerAt, now) })}
        {lastAnswerAt !== null && downSince !== null && ' · '}
        {downSince !== null &&
          t(state === 'down' ? 'noAnswerSince' : 'notWellSince', { time: f.timeWithZone(downSince) })}
      </p>
      {lastProblem !== null && <p className="mt-1 text-sm text-ink-2 wrap-anywhere">{problemText(lastProblem).what}</p>}
    </li>
  )
}
