import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { notify } from '@/kit/notifications.tsx'
import { ProblemNotice } from '@/kit/ProblemNotice.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { Dialog } from '@/ui/Dialog.tsx'
import { Select } from '@/ui/Select.tsx'
import { TextField } from '@/ui/TextField.tsx'
import { editClient, type ClientEdit } from '../../queries.ts'
import { CLIENT_STATUSES } from '../../schema/client.ts'
import type { ShownClient } from '../../schema/pendingWrites.ts'
import { clientNameInSentence } from '../clientName.ts'
import { knownStatus, useStatusText } from './ClientStatus.tsx'

/** What the server's column takes. */
const NAME_AT_MOST = 255

interface Props {
  readonly at: Endpoint
  readonly client: ShownClient
  readonly onClose: () => void
}

/** Name and status of a client. Only what was changed is sent; a refusal leaves the dialog open as it was. */
export function EditClientDialog({ at, client, onClose }: Props): ReactNode {
  const t = useTranslations('fleet.client.edit')
  const ui = useTranslations('ui')
  const words = useStatusText()
  const form = useId()
  // As it was when the dialog opened: a poll must not move what somebody is typing over.
  const [before] = useState(client)
  const [name, setName] = useState(before.name)
  const [status, setStatus] = useState(before.status)
  const mutation = useMutation(editClient(at, useQueryClient()))

  const known = knownStatus(status)
  const changes: ClientEdit['changes'] = {
    ...(name === before.name ? {} : { name }),
    ...(status === before.status || known === undefined ? {} : { status: known }),
  }
  const isTooLong = Array.from(name).length > NAME_AT_MOST
  const isUnchanged = Object.keys(changes).length === 0

  const save = (event: FormEvent) => {
    event.preventDefault()
    if (isUnchanged || isTooLong || mutation.isPending) return
    mutation.mutate(
      { clientId: before.id, changes },
      {
        onSuccess: () => {
          notify({ tone: 'good', title: t('saved', { name: inSentence(name === '' ? before.id : name, 60) }) })
          onClose()
        },
      },
    )
  }

  const statuses = [...new Set<string>([...CLIENT_STATUSES, before.status])]
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      size="sm"
      title={t('title', { name: clientNameInSentence(before) })}
      footer={
        <>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button
            type="submit"
            form={form}
            tone="primary"
            busy={mutation.isPending}
            disabledReason={isTooLong ? t('tooLong') : isUnchanged ? t('nothing') : null}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={save} className="flex flex-col gap-4">
        <TextField label={t('name')} value={name} onValueChange={setName} error={isTooLong ? t('tooLong') : null} />
        <Select
          label={t('status')}
          value={status}
          onValueChange={setStatus}
          options={statuses.map((value) => ({ value, label: words(value) }))}
          description={status === 'maintenance' ? t('maintenanceNote') : undefined}
        />
        {mutation.error && <ProblemNotice problem={mutation.error} compact />}
      </form>
    </Dialog>
  )
}
