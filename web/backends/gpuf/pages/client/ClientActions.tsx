import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useConfirm } from '@/kit/confirm.tsx'
import { useMayChange } from '@/kit/mayChange.ts'
import { ProblemNotice } from '@/kit/ProblemNotice.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { editClient } from '../../queriesWrites.ts'
import type { ShownClient } from '../../schema/pendingWrites.ts'
import { EditClientDialog } from '../changes/EditClientDialog.tsx'
import { useMakeInvalid } from '../changes/useMakeInvalid.ts'
import { clientNameInSentence } from '../clientName.ts'

interface Props {
  readonly at: Endpoint
  readonly client: ShownClient
}

/** What can be changed about a client from its page. What is refused is said right here. */
export function ClientActions({ at, client }: Props): ReactNode {
  const t = useTranslations('client')
  const [editing, setEditing] = useState(false)
  const confirm = useConfirm()
  const mayChange = useMayChange()
  const maintenance = useMutation(editClient(at, useQueryClient()))
  const { makeInvalid, isPending, problem } = useMakeInvalid(at)
  const refusal = maintenance.error ?? problem

  const setMaintenance = async () => {
    const isSure = await confirm({
      title: t('maintenance.title', { name: clientNameInSentence(client) }),
      consequences: [t('maintenance.says'), t('maintenance.lasts')],
      confirmLabel: t('maintenance.set'),
    })
    if (isSure) maintenance.mutate({ clientId: client.id, changes: { status: 'maintenance' }, before: client })
  }

  return (
    <div className="flex max-w-full flex-col items-end gap-2">
      {mayChange && (
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => setEditing(true)}>{t('edit')}</Button>
          <Button
            busy={maintenance.isPending}
            disabledReason={client.status === 'maintenance' ? t('maintenance.already') : null}
            onClick={() => void setMaintenance()}
          >
            {t('maintenance.set')}
          </Button>
          <Button tone="danger" busy={isPending} onClick={() => void makeInvalid(client)}>
            {t('makeInvalid')}
          </Button>
        </div>
      )}
      {refusal && <ProblemNotice problem={refusal} compact />}
      {editing && <EditClientDialog at={at} client={client} onClose={() => setEditing(false)} />}
    </div>
  )
}
