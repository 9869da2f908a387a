import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { notify } from '@/kit/notifications.tsx'
import { useNow } from '@/kit/now.ts'
import { ProblemNotice } from '@/kit/ProblemNotice.tsx'
import { useReadOnlyReason } from '@/kit/readOnlyReason.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import type { Problem } from '@/net/problem.ts'
import { Button } from '@/ui/Button.tsx'
import { Dialog } from '@/ui/Dialog.tsx'
import { Select } from '@/ui/Select.tsx'
import { TextField } from '@/ui/TextField.tsx'
import { clientRow } from '../../queries.ts'
import { editClient } from '../../queriesWrites.ts'
import { useWrites } from '../../queriesPending.ts'
import { CLIENT_STATUSES, type Client } from '../../schema/client.ts'
import { nameFault, osFault } from '../../schema/newClient.ts'
import { withPending, type ShownClient } from '../../schema/pendingWrites.ts'
import { clientNameInSentence } from '../clientName.ts'
import { knownStatus, useStatusText } from '../statusText.ts'
import {
  changesOf,
  conflictsOf,
  draftValues,
  followedOf,
  keepMine,
  shownValue,
  takeTheirs,
  typeOver,
  type ClientDraft,
  type DraftField,
} from './clientDraft.ts'
import { ConflictNotice } from './ConflictNotice.tsx'
import { useFieldText } from './useFieldText.ts'
import { useMakeInvalid } from './useMakeInvalid.ts'

interface Props {
  readonly at: Endpoint
  readonly client: ShownClient
  readonly onClose: () => void
}

/** Why nothing was sent after all. */
type Saved = 'saved' | 'conflict' | 'vanished'

/**
 * Name, status, OS and validity of a client. Only what was changed is sent; a refusal leaves the dialog open as it
 * was. While it is open and once more before sending, the server is asked whether somebody else has changed it.
 */
export function EditClientDialog({ at, client, onClose }: Props): ReactNode {
  const t = useTranslations('changes.edit')
  const tInvalid = useTranslations('changes.invalid')
  const ui = useTranslations('ui')
  const words = useFieldText()
  const statusText = useStatusText()
  const form = useId()
  const queryClient = useQueryClient()
  const [before] = useState(client)
  const [draft, setDraft] = useState<ClientDraft>(() => ({ base: draftValues(client), typed: {} }))
  const query = useQuery(clientRow(at, before.id))
  const shown = useShown(at)
  const current = draftValues(query.data ? shown(query.data) : before)
  const isVanished = query.data === null

  const edit = useMutation(editClient(at, queryClient))
  const invalid = useMakeInvalid(at)
  const saving = useMutation<Saved, Problem>({
    mutationFn: async () => {
      const row = await queryClient.fetchQuery({ ...clientRow(at, before.id), staleTime: 0 })
      if (!row) return 'vanished'
      const now = draftValues(shown(row))
      if (conflictsOf(draft, now).length > 0) return 'conflict'
      const { name, status, os } = changesOf(draft, now)
      const known = status === undefined ? undefined : knownStatus(status)
      const changes = {
        ...(name === undefined ? {} : { name }),
        ...(known === undefined ? {} : { status: known }),
        ...(os === undefined ? {} : { os }),
      }
      if (Object.keys(changes).length > 0) await edit.mutateAsync({ clientId: before.id, changes, before: row })
      return 'saved'
    },
    onSuccess: (saved) => {
      if (saved !== 'saved') return
      const name = clientNameInSentence({ id: before.id, name: shownValue(draft, current, 'name') })
      notify({ tone: 'good', title: t('saved', { name }) })
      onClose()
    },
  })

  const set = (field: DraftField) => (value: string) => setDraft((now) => typeOver(now, current, field, value))
  const value = (field: DraftField) => shownValue(draft, current, field)
  const conflicts = conflictsOf(draft, current)
  const changes = changesOf(draft, current)
  const fault = draft.typed.name === undefined ? null : nameFault(draft.typed.name)
  const nameError = fault === null ? null : t(fault === 'empty' ? 'empty' : 'tooLong')
  const osError = osFault(value('os')) === null ? null : t('tooLong')
  const readOnly = useReadOnlyReason()
  const blocked = isVanished
    ? t('vanished.title')
    : (readOnly ??
      nameError ??
      osError ??
      (conflicts.length > 0 ? t('conflictFirst') : Object.keys(changes).length === 0 ? t('nothing') : null))

  const save = (event: FormEvent) => {
    event.preventDefault()
    if (blocked === null && !saving.isPending) saving.mutate()
  }
  const makeInvalid = async () => {
    if (await invalid.makeInvalid({ id: before.id, name: current.name })) onClose()
  }
  const statuses = [...new Set<string>([...CLIENT_STATUSES, current.status, value('status')])]

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
          <Button type="submit" form={form} tone="primary" busy={saving.isPending} disabledReason={blocked}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={save} className="flex flex-col gap-4">
        {isVanished && (
          <div role="alert" className="rounded-md border border-bad/50 bg-bad-soft px-3 py-2 text-sm">
            <p className="font-medium">{t('vanished.title')}</p>
            <p className="text-ink-2">{t('vanished.text')}</p>
          </div>
        )}
        {conflicts.map((conflict) => (
          <ConflictNotice
            key={conflict.field}
            conflict={conflict}
            onKeep={() => setDraft((now) => keepMine(now, conflict))}
            onTake={() => setDraft((now) => takeTheirs(now, conflict))}
          />
        ))}
        <TextField label={words.field('name')} value={value('name')} onValueChange={set('name')} error={nameError} />
        <Select
          label={words.field('status')}
          value={value('status')}
          onValueChange={set('status')}
          options={statuses.map((status) => ({ value: status, label: statusText(status) }))}
          description={value('status') === 'maintenance' ? t('maintenanceNote') : undefined}
        />
        <TextField label={words.field('os')} value={value('os')} onValueChange={set('os')} error={osError} />
        <output className="block text-xs text-ink-2 empty:hidden">
          {followedOf(draft, current).map((field) => (
            <span key={field} className="block">
              {t('followed', {
                field: words.field(field),
                before: words.value(field, draft.base[field]),
                now: words.value(field, current[field]),
              })}
            </span>
          ))}
        </output>
        {saving.error && <ProblemNotice problem={saving.error} compact />}
        <div className="flex flex-col items-start gap-2 border-t border-line pt-3">
          <p className="text-xs text-ink-3">{tInvalid('about')}</p>
          <Button
            tone="danger"
            size="sm"
            busy={invalid.isPending}
            disabledReason={isVanished ? t('vanished.title') : readOnly}
            onClick={() => void makeInvalid()}
          >
            {tInvalid('open')}
          </Button>
          {invalid.problem && <ProblemNotice problem={invalid.problem} compact />}
        </div>
      </form>
    </Dialog>
  )
}

/** What was written here and is not confirmed yet is not somebody else's change. */
function useShown(at: Endpoint): (client: Client) => ShownClient {
  const writes = useWrites(at)
  const now = useNow(1000)
  return (client) =>
    withPending(
      client,
      writes.find(({ clientId }) => clientId === client.id),
      now,
    )
}
