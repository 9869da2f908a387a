import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { memo, useState } from 'react'
import type { ReactNode } from 'react'
import { health, version } from '@/backends/xw/queries.ts'
import { useConnections } from '@/kit/connections.ts'
import { LastKnown } from '@/kit/LastKnown.tsx'
import { isLastKnown } from '@/kit/lastKnown.ts'
import { machineHref } from '@/kit/machine.ts'
import { useNow } from '@/kit/now.ts'
import { useReachability, useReachabilityOfAll } from '@/kit/reachability.ts'
import { useFormat } from '@/kit/useFormat.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import { quietLinkClass } from '@/ui/link.ts'
import type { Tone } from '@/ui/tone.ts'
import { HrefLink } from '../HrefLink.tsx'
import { backendOf } from '../backends.ts'
import { stateTone, troubledFirst } from '../shell/serverState.ts'

const head = 'px-2 py-2 text-start font-medium first:ps-4 last:pe-4'
const cell = 'px-2 py-2 align-top first:ps-4 last:pe-4'

/** So many at first: beside the rest of the page that is what has room. */
const shownAtFirst = 12

/** Each server with its state, version and health; of many, those in trouble first. */
export function ServersCard(): ReactNode {
  const t = useTranslations('overview.servers')
  const words = useTranslations('overview.attention')
  const servers = useConnections((state) => state.servers)
  const states = useReachabilityOfAll(servers)
  const [all, setAll] = useState(false)
  const isMany = servers.length > shownAtFirst
  const sorted = isMany ? troubledFirst(servers, states) : servers
  const shown = all ? sorted : sorted.slice(0, shownAtFirst)
  return (
    <Panel title={t('title')} padded={false}>
      <table className="w-full text-sm">
        <caption className="sr-only">{t('caption')}</caption>
        <thead className="text-xs text-ink-3">
          <tr className="border-b border-line">
            <th scope="col" className={head}>
              {t('name')}
            </th>
            <th scope="col" className={head}>
              {t('state')}
            </th>
            <th scope="col" className={head}>
              {t('version')}
            </th>
            <th scope="col" className={head}>
              {t('health')}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {shown.map((at) => (
            <Row key={`${at.kind}/${at.id}`} at={at} />
          ))}
        </tbody>
      </table>
      {isMany && (
        <div className="border-t border-line px-3 py-1.5">
          <Button size="sm" tone="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? words('fewer') : words('more', { count: servers.length - shownAtFirst })}
          </Button>
        </div>
      )}
    </Panel>
  )
}

const Row = memo(function Row({ at }: { readonly at: Endpoint }): ReactNode {
  const words = useTranslations('shell.servers')
  const f = useFormat()
  const now = useNow(5000)
  const { state, lastAnswerAt } = useReachability(at)
  return (
    <tr>
      <th scope="row" className={`${cell} min-w-20 text-start font-normal`}>
        <HrefLink href={homeOf(at)} className={quietLinkClass}>
          <ServerText text={at.label} max={60} />
        </HrefLink>
        <span className="block text-xs text-ink-3">{backendOf(at.kind)?.label}</span>
      </th>
      <td className={cell}>
        <StatusBadge tone={stateTone[state]}>{words(`state.${state}`)}</StatusBadge>
        {lastAnswerAt !== null && (
          <span className="block text-xs text-ink-3 tabular-nums">{f.ago(lastAnswerAt, now)}</span>
        )}
      </td>
      {at.kind === 'xw' ? <XwCells at={at} /> : <NotTold />}
    </tr>
  )
})

/** The page of what this server is on. */
function homeOf({ kind, id }: Endpoint): string {
  return kind === 'xw' ? machineHref(id) : '/fleet'
}

function XwCells({ at }: { readonly at: Endpoint }): ReactNode {
  const t = useTranslations('overview.servers')
  const f = useFormat()
  const { data: known } = useQuery(version(at))
  const reported = useQuery(health(at))
  return (
    <>
      <td className={cell}>
        {known === undefined ? (
          <span className="text-ink-3">–</span>
        ) : (
          <>
            <ServerText text={known.version} max={24} mono />
            {known.startedAt !== null && (
              <span
                className="hidden text-xs whitespace-nowrap text-ink-3 tabular-nums sm:block xl:hidden 2xl:block"
                title={f.dateTime(known.startedAt)}
              >
                {t('started', { time: f.date(known.startedAt) })}
              </span>
            )}
          </>
        )}
      </td>
      <td className={cell}>
        {reported.data === undefined ? (
          <span className="text-ink-3">–</span>
        ) : (
          <LastKnown when={isLastKnown(reported.data, reported.dataUpdatedAt)}>
            <HealthWord {...reported.data} />
          </LastKnown>
        )}
      </td>
    </>
  )
}

interface HealthWordProps {
  readonly status: string
  readonly message: string | null
}

function HealthWord({ status, message }: HealthWordProps): ReactNode {
  const t = useTranslations('overview.servers.healths')
  const known = { healthy: t('healthy'), degraded: t('degraded'), unhealthy: t('unhealthy') } as const
  const tones: Readonly<Record<keyof typeof known, Tone>> = { healthy: 'good', degraded: 'warn', unhealthy: 'bad' }
  const isKnown = (word: string): word is keyof typeof known => Object.hasOwn(known, word)
  return (
    <>
      <StatusBadge tone={isKnown(status) ? tones[status] : 'idle'}>
        {isKnown(status) ? known[status] : <ServerText text={status} max={24} />}
      </StatusBadge>
      {/* A healthy server says only that it runs. */}
      {message !== null && status !== 'healthy' && (
        <span className="block text-xs text-ink-3">
          <ServerText text={message} max={80} />
        </span>
      )}
    </>
  )
}

/** gpuf-s has neither a version nor a health call. */
function NotTold(): ReactNode {
  const t = useTranslations('overview.servers')
  return (
    <td colSpan={2} className={`${cell} text-xs text-ink-3`}>
      {t('notOffered')}
    </td>
  )
}
