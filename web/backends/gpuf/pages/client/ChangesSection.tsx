import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useConfirm } from '@/kit/confirm.tsx'
import { notify } from '@/kit/notifications.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { DataTable } from '@/ui/DataTable.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { CHANGES_AT_MOST, CHANGES_AT_ONCE, CHANGES_OF_A_CLIENT } from '../../schema/changeLog.ts'
import { eraseChanges, seenChanges } from '../../sampling/seenChanges.ts'
import { useChangeColumns } from './useChangeColumns.tsx'

interface Props {
  readonly at: Endpoint
  readonly id: string
  readonly name: string
}

/** What this console saw change of a client. */
export function ChangesSection({ at, id, name }: Props): ReactNode {
  const t = useTranslations('client.changes')
  const confirm = useConfirm()
  const queryClient = useQueryClient()
  const columns = useChangeColumns()
  const { data } = useQuery(seenChanges(at, id))
  if (data === undefined) return null
  const changes = data.found

  const erase = async () => {
    const isSure = await confirm({
      title: t('eraseTitle', { name }),
      consequences: [t('eraseLost', { count: changes.length })],
      confirmLabel: t('erase'),
      tone: 'danger',
    })
    if (!isSure) return
    try {
      await eraseChanges(queryClient, { server: at.id, client: id })
      notify({ tone: 'good', title: t('erased', { name }) })
    } catch {
      notify({ tone: 'bad', title: t('eraseFailed') })
    }
  }

  return (
    <Panel
      title={t('title')}
      description={
        data.isRefused
          ? t('unreadable')
          : t('how', { client: CHANGES_OF_A_CLIENT, all: CHANGES_AT_MOST, once: CHANGES_AT_ONCE })
      }
      padded={changes.length === 0}
      actions={
        changes.length > 0 && (
          <Button size="sm" icon={Trash2} tone="danger" onClick={() => void erase()}>
            {t('erase')}
          </Button>
        )
      }
    >
      {changes.length === 0 ? (
        <EmptyState compact title={t('none')}>
          {t('noneText')}
        </EmptyState>
      ) : (
        <DataTable
          caption={t('title')}
          rows={changes}
          columns={columns}
          rowKey={(change) => `${change.by} ${change.field} ${change.from ?? ''}`}
          rowHeight={44}
        />
      )}
    </Panel>
  )
}
