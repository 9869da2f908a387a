import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Suspense, lazy } from 'react'
import type { ReactNode } from 'react'
import { useConnections } from '@/kit/connections.ts'
import { useNow } from '@/kit/now.ts'
import { useReachabilityOfAll } from '@/kit/reachability.ts'
import type { Reachability } from '@/kit/reachability.ts'
import { useFormat } from '@/kit/useFormat.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Popover } from '@/ui/Popover.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import { cx } from '@/ui/cx.ts'
import { stateTone } from './serverState.ts'

const ServersList = lazy(async () => {
  const { ServersList: List } = await import('./ServersList.tsx')
  return { default: List }
})

/** More names than this do not fit beside the rest, at any width that people have. */
const mostByName = 6

/** A younger answer is as good as one of this moment: a figure that jumps each second would only distract. */
const freshMs = 20_000

/** Always in sight: how many servers answer, and where there is room each by name with its last answer's age. */
export function ServersStatus({ className }: { readonly className?: string }): ReactNode {
  const t = useTranslations('shell.servers')
  const servers = useConnections((state) => state.servers)
  const states = useReachabilityOfAll(servers)
  const up = states.filter(({ state }) => state === 'up').length
  const asking = states.filter(({ state }) => state === 'unknown').length
  const summary =
    asking === servers.length && asking > 0
      ? t('asking', { total: asking })
      : t('summary', { up, total: servers.length })
  const byName = servers.length <= mostByName
  const worst = states.find(({ state }) => state === 'down') ?? states.find(({ state }) => state !== 'up')

  const trigger = (
    <button
      type="button"
      aria-label={summary}
      className={cx(
        'flex h-8 min-w-0 items-center gap-3 rounded-md px-2 text-sm text-ink-2 hover:bg-hover aria-expanded:bg-hover',
        className,
      )}
    >
      <span className={cx('flex min-w-0 items-center', byName && 'xl:hidden')}>
        <StatusBadge tone={worst ? stateTone[worst.state] : 'good'} className="min-w-0">
          <span className="hidden sm:inline">{summary}</span>
          <span className="tabular-nums sm:hidden">{t('short', { up, total: servers.length })}</span>
        </StatusBadge>
      </span>
      {byName && (
        <span className="hidden min-w-0 items-center gap-4 xl:flex">
          {servers.map((at, index) => (
            <ByName key={`${at.kind}/${at.id}`} at={at} reachability={states[index]} />
          ))}
        </span>
      )}
      <ChevronDown aria-hidden className="size-3.5 shrink-0 text-ink-3" />
    </button>
  )
  return (
    <Popover trigger={trigger} title={summary} className="w-md">
      {(close) => (
        <Suspense>
          <ServersList servers={servers} onLeave={close} />
        </Suspense>
      )}
    </Popover>
  )
}

interface ByNameProps {
  readonly at: Endpoint
  readonly reachability: Reachability | undefined
}

function ByName({ at, reachability }: ByNameProps): ReactNode {
  const t = useTranslations('shell.servers')
  const f = useFormat()
  const now = useNow(5000)
  if (reachability === undefined) return null
  const { state, lastAnswerAt } = reachability
  const age = lastAnswerAt === null ? null : now - lastAnswerAt
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <StatusBadge tone={stateTone[state]} className="min-w-0">
        <span className="text-ink">
          <ServerText text={at.label} max={24} />
        </span>
      </StatusBadge>
      <span className="text-xs text-ink-3 tabular-nums">
        {age === null ? t(`state.${state}`) : age < freshMs && state === 'up' ? t('fresh') : f.duration(age)}
      </span>
    </span>
  )
}
