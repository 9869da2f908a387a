import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useConfirm } from '@/kit/confirm.tsx'
import { notify } from '@/kit/notifications.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import type { Problem } from '@/net/problem.ts'
import { editClient } from '../../queriesWrites.ts'
import type { Client } from '../../schema/client.ts'
import { rememberInvalid } from '../../schema/invalidClients.ts'
import { clientNameInSentence } from '../clientName.ts'

interface MakeInvalid {
  /** Asks first. Resolves to whether it was done; a refusal is `problem`. */
  readonly makeInvalid: (client: Pick<Client, 'id' | 'name'>) => Promise<boolean>
  readonly isPending: boolean
  readonly problem: Problem | null
}

/** Takes a client out of every list, and keeps its id here, from where it can be brought back. */
export function useMakeInvalid(at: Endpoint): MakeInvalid {
  const t = useTranslations('changes.invalid')
  const confirm = useConfirm()
  const mutation = useMutation(editClient(at, useQueryClient()))

  const makeInvalid = async (client: Pick<Client, 'id' | 'name'>): Promise<boolean> => {
    const name = clientNameInSentence(client)
    const isSure = await confirm({
      title: t('confirmTitle', { name }),
      consequences: [
        t('consequences.id', { id: client.id }),
        t('consequences.lists'),
        t('consequences.agent'),
        t('consequences.back'),
      ],
      confirmLabel: t('confirm'),
      tone: 'danger',
    })
    if (!isSure) return false
    try {
      await mutation.mutateAsync({ clientId: client.id, changes: { validStatus: 'invalid' } })
    } catch {
      return false
    }
    // Not in a callback of the mutation: with the client its page may be gone by now, and its id must not be.
    rememberInvalid(at, [{ id: client.id, name: client.name, at: Date.now() }])
    notify({ tone: 'good', title: t('done', { name }), detail: t('doneDetail') })
    return true
  }
  return { makeInvalid, isPending: mutation.isPending, problem: mutation.error }
}
