import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { version } from '@/backends/xw/queries.ts'
import { useConnections } from '@/kit/connections.ts'
import { useNow } from '@/kit/now.ts'
import { useProblemText } from '@/kit/problemText.ts'
import { useReachability } from '@/kit/reachability.ts'
import { useFormat } from '@/kit/useFormat.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import type { Problem } from '@/net/problem.ts'
import { DataTable } from '@/ui/DataTable.tsx'
import type { Column } from '@/ui/column.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import { backendOf } from '../backends.ts'
import { shownState, stateTone } from '../shell/serverState.ts'
import { useUnreadable } from '../useUnreadable.ts'

/** The servers as `config.json` names them; read only, because that file is the site's and not the browser's. */
export function ConnectionsTable(): ReactNode {
  const t = useTranslations('settings.connections')
  const servers = useConnections((state) => state.servers)
  const unreadableOf = useUnreadable()
  const columns = useMemo<readonly Column<Endpoint>[]>(
    () => [
      { id: 'name', header: t('name'), cell: (at) => <ServerText text={at.label} max={60} className="font-medium" /> },
      { id: 'kind', header: t('kind'), priority: 2, cell: (at) => backendOf(at.kind)?.label ?? at.kind },
      { id: 'state', header: t('state'), cell: (at) => <State at={at} unreadable={unreadableOf(at)} /> },
      { id: 'answered', header: t('answered'), priority: 2, cell: (at) => <LastAnswer at={at} /> },
      { id: 'version', header: t('version'), priority: 3, cell: (at) => <Version at={at} /> },
      { id: 'user', header: t('user'), priority: 3, mono: true, cell: (at) => at.userId ?? '–' },
      { id: 'url', header: t('url'), grow: true, cell: (at) => <ServerText text={at.baseUrl} mono /> },
    ],
    [t, unreadableOf],
  )
  return (
    <DataTable rows={servers} columns={columns} rowKey={({ kind, id }) => `${kind}/${id}`} caption={t('caption')} />
  )
}

function State({ at, unreadable }: { readonly at: Endpoint; readonly unreadable: Problem | null }): ReactNode {
  const t = useTranslations('shell.servers')
  const problemText = useProblemText()
  const { state } = useReachability(at)
  const shown = shownState(state, unreadable)
  return (
    <>
      <StatusBadge tone={stateTone[shown]}>{t(`state.${shown}`)}</StatusBadge>
      {shown !== state && unreadable !== null && (
        <p className="max-w-72 text-xs whitespace-normal text-ink-2">{problemText(unreadable).title}</p>
      )}
    </>
  )
}

function LastAnswer({ at }: { readonly at: Endpoint }): ReactNode {
  const t = useTranslations('shell.servers')
  const f = useFormat()
  const now = useNow(5000)
  const { lastAnswerAt } = useReachability(at)
  return <span className="tabular-nums">{lastAnswerAt === null ? t('never') : f.ago(lastAnswerAt, now)}</span>
}

function Version({ at }: { readonly at: Endpoint }): ReactNode {
  return at.kind === 'xw' ? <XwVersion at={at} /> : '–'
}

function XwVersion({ at }: { readonly at: Endpoint }): ReactNode {
  const { data } = useQuery(version(at))
  return data === undefined ? '–' : <ServerText text={data.version} max={40} mono />
}
