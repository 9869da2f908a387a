import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useConfirm } from '@/kit/confirm.tsx'
import { useMayChange } from '@/kit/mayChange.ts'
import { notify, useNotifyProblem } from '@/kit/notifications.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Badge } from '@/ui/Badge.tsx'
import { Button } from '@/ui/Button.tsx'
import { DataTable } from '@/ui/DataTable.tsx'
import type { Column } from '@/ui/column.ts'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { startBulkEdit } from '../../bulk/bulkActions.ts'
import { planRevalidation } from '../../bulk/bulkPlan.ts'
import { isGoing } from '../../bulk/bulkRun.ts'
import { useBulkRuns } from '../../bulk/bulkRuns.ts'
import { editClient } from '../../queriesWrites.ts'
import { forgetInvalid, useInvalidClients, type InvalidClient } from '../../schema/invalidClients.ts'
import { clientName, clientNameInSentence } from '../clientName.ts'
import { useListedIds } from './useListedIds.ts'

/** Clients that were made invalid here: the only place where their ids still are. Nothing while there are none. */
export function InvalidClientsPanel({ at }: { readonly at: Endpoint }): ReactNode {
  const t = useTranslations('changes.invalid')
  const confirm = useConfirm()
  const queryClient = useQueryClient()
  const entries = useInvalidClients(at)
  const isBusy = useBulkRuns(at).some(isGoing)
  const tBulk = useTranslations('changes.bulk')
  const columns = useInvalidColumns(at)
  const mayChange = useMayChange()
  if (entries.length === 0) return null

  const restoreAll = async () => {
    const isSure = await confirm({
      title: t('restoreAllTitle', { count: entries.length }),
      confirmLabel: t('restoreAllConfirm'),
    })
    if (isSure) startBulkEdit(at, queryClient, planRevalidation(entries), { validStatus: 'valid' })
  }
  return (
    <Panel
      title={t('panel')}
      description={t('panelAbout')}
      padded={false}
      actions={
        mayChange &&
        entries.length > 1 && (
          <Button size="sm" disabledReason={isBusy ? tBulk('running') : null} onClick={() => void restoreAll()}>
            {t('restoreAll', { count: entries.length })}
          </Button>
        )
      }
    >
      <DataTable
        caption={t('panel')}
        rows={entries}
        columns={columns}
        rowKey={({ id }) => id}
        {...(entries.length > 12 ? { maxHeight: '24rem' } : {})}
      />
    </Panel>
  )
}

function useInvalidColumns(at: Endpoint): readonly Column<InvalidClient>[] {
  const t = useTranslations('changes.invalid')
  const tBulk = useTranslations('changes.bulk')
  const f = useFormat()
  const listed = useListedIds(at)
  return useMemo(
    (): readonly Column<InvalidClient>[] => [
      {
        id: 'name',
        header: tBulk('client'),
        sortValue: (client) => clientName(client),
        cell: (client) => (
          <span className="flex min-w-0 items-center gap-2">
            <ServerText text={clientName(client)} max={60} mono={client.name.trim() === ''} />
            {listed(client.id, client.at) && (
              <span title={t('listedAgainHint')}>
                <Badge tone="good">{t('listedAgain')}</Badge>
              </span>
            )}
          </span>
        ),
        grow: true,
      },
      { id: 'id', header: t('id'), cell: (client) => client.id, mono: true, width: 280, priority: 3 },
      {
        id: 'when',
        header: t('when'),
        sortValue: (client) => client.at,
        cell: (client) => f.dateTime(client.at),
        width: 200,
        priority: 2,
      },
      {
        id: 'actions',
        header: t('actions'),
        headerHidden: true,
        cell: (client) => <Actions at={at} client={client} />,
        align: 'end',
        width: 190,
      },
    ],
    [t, tBulk, f, at, listed],
  )
}

function Actions({ at, client }: { readonly at: Endpoint; readonly client: InvalidClient }): ReactNode {
  const t = useTranslations('changes.invalid')
  const confirm = useConfirm()
  const notifyProblem = useNotifyProblem()
  const mutation = useMutation(editClient(at, useQueryClient()))
  const mayChange = useMayChange()
  const name = clientNameInSentence(client)

  const restore = async () => {
    try {
      await mutation.mutateAsync({ clientId: client.id, changes: { validStatus: 'valid' } })
    } catch (error) {
      notifyProblem(error)
      return
    }
    forgetInvalid(at, [client.id])
    notify({ tone: 'good', title: t('restored', { name }), detail: t('restoredDetail') })
  }
  const forget = async () => {
    const isSure = await confirm({
      title: t('forgetTitle', { name }),
      consequences: [client.id, t('forgetConsequence')],
      confirmLabel: t('forgetConfirm'),
      tone: 'danger',
    })
    if (isSure) forgetInvalid(at, [client.id])
  }
  return (
    <span className="flex justify-end gap-1.5">
      {mayChange && (
        <Button
          size="sm"
          busy={mutation.isPending}
          aria-label={t('restoreNamed', { name })}
          onClick={() => void restore()}
        >
          {t('restore')}
        </Button>
      )}
      <Button size="sm" tone="quiet" aria-label={t('forgetNamed', { name })} onClick={() => void forget()}>
        {t('forget')}
      </Button>
    </span>
  )
}
