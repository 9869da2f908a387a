import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useConfirm } from '@/kit/confirm.tsx'
import { ProblemNotice } from '@/kit/ProblemNotice.tsx'
import { useReadOnlyReason } from '@/kit/readOnlyReason.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { Select } from '@/ui/Select.tsx'
import { TextField } from '@/ui/TextField.tsx'
import { insertClient, type Registration, type RegistrationRequest } from '../../queriesWrites.ts'
import { CLIENT_STATUSES, type ClientStatus } from '../../schema/client.ts'
import { nameFault, osFault, readClientId } from '../../schema/newClient.ts'
import { clientNameInSentence } from '../clientName.ts'
import { useStatusText } from '../statusText.ts'
import { IdStandingNotice } from './IdStandingNotice.tsx'
import { useIdFaultText } from './useIdFaultText.ts'
import { useIdStanding } from './useIdStanding.ts'

/** What was sent, and what the first look at the list said. */
export interface SentRegistration {
  readonly wanted: RegistrationRequest
  readonly at: number
  readonly first: Extract<Registration, { outcome: 'registered' | 'unconfirmed' }>
}

interface Props {
  readonly at: Endpoint
  readonly onSent: (sent: SentRegistration) => void
  readonly onClose: () => void
}

export function RegisterClientForm({ at, onSent, onClose }: Props): ReactNode {
  const t = useTranslations('register.add')
  const ui = useTranslations('ui')
  const status = useStatusText()
  const idFault = useIdFaultText()
  const confirm = useConfirm()
  const mutation = useMutation(insertClient(at, useQueryClient()))
  const [id, setId] = useState('')
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<ClientStatus>('offline')
  const [os, setOs] = useState('')
  const [isTried, setTried] = useState(false)

  const reading = readClientId(id)
  const known = reading.fault === null ? reading.id : null
  const standing = useIdStanding(at, known)
  const fault = nameFault(name)
  const nameError =
    fault === 'too-long' ? t('tooLong') : fault === 'empty' && (name !== '' || isTried) ? t('nameEmpty') : null
  const isWhole = known !== null && fault === null && osFault(os) === null
  const readOnly = useReadOnlyReason()
  const isHere = standing.is === 'listed' || standing.is === 'invalid-here'

  const send = (anyway: boolean) => {
    if (known === null || readOnly !== null) return
    const wanted: RegistrationRequest = {
      id: known,
      name: name.trim(),
      status: chosen,
      ...(os.trim() === '' ? {} : { os: os.trim() }),
      anyway,
    }
    mutation.mutate(wanted, {
      onSuccess: (first) => {
        if (first.outcome === 'registered' || first.outcome === 'unconfirmed') {
          onSent({ wanted, at: Date.now(), first })
        } else standing.lookAgain()
      },
    })
  }
  const sendAnyway = async () => {
    if (!isWhole) return setTried(true)
    const isSure = await confirm({
      title: t('anywayTitle'),
      consequences: [
        t('anywayConsequences.id', { id: known }),
        t('anywayConsequences.rename', { name: clientNameInSentence({ id: known, name: name.trim() }) }),
        t('anywayConsequences.hidden'),
      ],
      confirmLabel: t('anywayConfirm'),
      tone: 'danger',
    })
    if (isSure) send(true)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isWhole && !isHere && standing.is !== 'elsewhere' && !mutation.isPending) send(false)
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
      <TextField
        label={t('id')}
        value={id}
        onValueChange={setId}
        mono
        required
        description={reading.fault === null && reading.changed ? t('idTaken', { id: reading.id }) : t('idHint')}
        error={idFault(reading, isTried)}
      />
      <IdStandingNotice at={at} standing={standing} onClose={onClose} />
      <TextField
        label={t('name')}
        value={name}
        onValueChange={setName}
        required
        description={t('nameHint')}
        error={nameError}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label={t('status')}
          value={chosen}
          onValueChange={setChosen}
          options={CLIENT_STATUSES.map((value) => ({ value, label: status(value) }))}
        />
        <TextField
          label={t('os')}
          value={os}
          onValueChange={setOs}
          description={t('osHint')}
          error={osFault(os) === null ? null : t('tooLong')}
        />
      </div>
      <TextField
        label={t('user')}
        value={at.userId ?? ''}
        onValueChange={ignore}
        disabledReason={t('userFixed')}
        mono
      />
      {mutation.error && <ProblemNotice problem={mutation.error} compact />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{ui('cancel')}</Button>
        {standing.is === 'elsewhere' ? (
          <Button
            tone="danger"
            busy={mutation.isPending}
            disabledReason={readOnly ?? (isWhole ? null : t('missing'))}
            onClick={() => void sendAnyway()}
          >
            {t('anyway')}
          </Button>
        ) : (
          <Button
            type="submit"
            tone="primary"
            busy={mutation.isPending}
            disabledReason={readOnly ?? (!isWhole ? t('missing') : isHere ? t(`${standing.is}.title`) : null)}
          >
            {t('submit')}
          </Button>
        )}
      </div>
    </form>
  )
}

function ignore(): void {
  // The connection's own: config.json says which user it is.
}
