import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useConfirm } from '@/kit/confirm.tsx'
import { useConnections } from '@/kit/connections.ts'
import { notify } from '@/kit/notifications.tsx'
import { useNow } from '@/kit/now.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { Button } from '@/ui/Button.tsx'
import type { Column } from '@/ui/column.ts'
import { DataTable } from '@/ui/DataTable.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { Segmented } from '@/ui/Segmented.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { forgetShown } from './keeping.ts'
import { forgetAll } from './keptHouse.ts'
import { chooseKeeping, useKeepChoice } from './keepChoice.ts'
import { KEEP_LIMITS } from './keptLimits.ts'
import { keptState, type KeptServer } from './keptServers.ts'

const DAY_MS = 24 * 60 * 60_000

/** What is kept of the servers' answers, and whether anything is to be. */
export function LastKnownPanel(): ReactNode {
  const t = useTranslations('lastKnown')
  const f = useFormat()
  const siteKeeps = useConnections(({ keep }) => keep)
  const isWanted = useKeepChoice((choice) => choice.isWanted)
  const options = [
    { value: 'on', label: t('on') },
    { value: 'off', label: t('off') },
  ] as const
  return (
    <Panel
      title={t('title')}
      description={t('about', { bytes: f.bytes(KEEP_LIMITS.bytes), days: f.number(KEEP_LIMITS.ageMs / DAY_MS) })}
      padded={false}
      actions={
        siteKeeps && (
          <Segmented
            label={t('choice')}
            value={isWanted ? 'on' : 'off'}
            options={options}
            onValueChange={(value) => chooseKeeping(value === 'on')}
          />
        )
      }
    >
      {siteKeeps && isWanted ? (
        <Kept />
      ) : (
        <p className="px-4 py-3 text-sm text-ink-2">{t(siteKeeps ? 'chosenOff' : 'siteOff')}</p>
      )}
    </Panel>
  )
}

function Kept(): ReactNode {
  const t = useTranslations('lastKnown')
  const f = useFormat()
  const columns = useKeptColumns()
  const forget = useForget()
  const { data: servers } = useQuery(keptState())
  if (servers === undefined) return null
  if (servers === null) return <p className="px-4 py-3 text-sm text-ink-2">{t('unavailable')}</p>
  if (servers.length === 0) return <EmptyState compact title={t('nothing')} />
  const tooBig = servers.flatMap((server) => server.tooBig)
  const words = [...new Set(tooBig.map((resource) => t(`resources.${wordOf(resource)}`)))]
  return (
    <>
      <DataTable rows={servers} columns={columns} rowKey={({ server }) => server} caption={t('caption')} />
      <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-4 py-2.5 text-sm text-ink-2">
        <p className="max-w-prose">{tooBig.length > 0 && t('tooBig', { count: tooBig.length, what: f.list(words) })}</p>
        <Button size="sm" onClick={() => void forget()}>
          {t('forget')}
        </Button>
      </div>
    </>
  )
}

function wordOf(resource: string): 'clients' | 'monitor' | 'other' {
  return resource === 'clients' || resource === 'monitor' ? resource : 'other'
}

function useKeptColumns(): readonly Column<KeptServer>[] {
  const t = useTranslations('lastKnown')
  const f = useFormat()
  const now = useNow(5_000)
  return useMemo(
    (): readonly Column<KeptServer>[] => [
      { id: 'server', header: t('server'), grow: true, cell: ({ label }) => <ServerText text={label} max={60} /> },
      { id: 'answers', header: t('answers'), align: 'end', priority: 2, cell: ({ answers }) => f.number(answers) },
      { id: 'bytes', header: t('bytes'), align: 'end', cell: ({ bytes }) => f.bytes(bytes) },
      { id: 'oldest', header: t('oldest'), priority: 3, cell: ({ oldestAt }) => f.ago(oldestAt, now) },
      { id: 'newest', header: t('newest'), cell: ({ newestAt }) => f.ago(newestAt, now) },
    ],
    [t, f, now],
  )
}

function useForget(): () => Promise<void> {
  const t = useTranslations('lastKnown')
  const confirm = useConfirm()
  const queryClient = useQueryClient()
  return async () => {
    const isSure = await confirm({
      title: t('forgetTitle'),
      body: t('forgetBody'),
      consequences: [t('forgetLost'), t('forgetGoesOn')],
      confirmLabel: t('forget'),
      tone: 'danger',
    })
    if (!isSure) return
    try {
      await forgetAll()
      notify({ tone: 'good', title: t('forgotten') })
    } catch {
      notify({ tone: 'bad', title: t('forgetFailed') })
    }
    await Promise.all([forgetShown(queryClient), queryClient.invalidateQueries({ queryKey: keptState().queryKey })])
  }
}
