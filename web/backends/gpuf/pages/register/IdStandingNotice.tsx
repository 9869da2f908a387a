import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { notify } from '@/kit/notifications.tsx'
import { ProblemNotice } from '@/kit/ProblemNotice.tsx'
import { useProblemText } from '@/kit/problemText.ts'
import { useReadOnlyReason } from '@/kit/readOnlyReason.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { linkClass } from '@/ui/link.ts'
import { paths } from '../../paths.ts'
import { editClient } from '../../queriesWrites.ts'
import { forgetInvalid, type InvalidClient } from '../../schema/invalidClients.ts'
import { clientNameInSentence } from '../clientName.ts'
import { useStatusText } from '../statusText.ts'
import type { ShownStanding } from './useIdStanding.ts'

interface Props {
  readonly at: Endpoint
  readonly standing: ShownStanding
  readonly onClose: () => void
}

/** Whose an id is, before anything is sent. */
export function IdStandingNotice({ at, standing, onClose }: Props): ReactNode {
  const t = useTranslations('register.add')
  const status = useStatusText()
  const problemText = useProblemText()
  switch (standing.is) {
    case 'unknown':
    case 'free':
      return null
    case 'looking':
      return <output className="block text-xs text-ink-3">{t('checking')}</output>
    case 'listed': {
      const name = clientNameInSentence(standing.client)
      return (
        <Box title={t('listed.title')} isWarning>
          <p>{t('listed.text', { name, status: status(standing.client.status) })}</p>
          <Link to={paths.client} params={{ client: standing.client.id }} className={linkClass} onClick={onClose}>
            {t('listed.link', { name })}
          </Link>
        </Box>
      )
    }
    case 'elsewhere':
      return (
        <Box title={t('elsewhere.title')} isWarning>
          <p>{t('elsewhere.text')}</p>
        </Box>
      )
    case 'invalid-here':
      return <InvalidHere at={at} client={standing.client} onClose={onClose} />
    case 'unchecked':
      return <Box title={t('unchecked', { problem: problemText(standing.problem).title })}>{null}</Box>
  }
}

interface InvalidHereProps {
  readonly at: Endpoint
  readonly client: InvalidClient
  readonly onClose: () => void
}

function InvalidHere({ at, client, onClose }: InvalidHereProps): ReactNode {
  const t = useTranslations('register.add')
  const tInvalid = useTranslations('changes.invalid')
  const readOnly = useReadOnlyReason()
  const mutation = useMutation(editClient(at, useQueryClient()))
  const name = clientNameInSentence(client)
  const restore = async () => {
    try {
      await mutation.mutateAsync({ clientId: client.id, changes: { validStatus: 'valid' } })
    } catch {
      // Shown below.
      return
    }
    forgetInvalid(at, [client.id])
    notify({ tone: 'good', title: tInvalid('restored', { name }), detail: tInvalid('restoredDetail') })
    onClose()
  }
  return (
    <Box title={t('invalid-here.title')} isWarning>
      <p>{t('invalid-here.text', { name })}</p>
      <div>
        <Button size="sm" busy={mutation.isPending} disabledReason={readOnly} onClick={() => void restore()}>
          {t('invalid-here.restore')}
        </Button>
      </div>
      {mutation.error && <ProblemNotice problem={mutation.error} compact />}
    </Box>
  )
}

interface BoxProps {
  readonly title: string
  readonly isWarning?: boolean
  readonly children: ReactNode
}

function Box({ title, isWarning = false, children }: BoxProps): ReactNode {
  const Icon = isWarning ? TriangleAlert : Info
  return (
    <div
      role="status"
      className={
        isWarning
          ? 'flex gap-2 rounded-md border border-warn/50 bg-warn-soft px-3 py-2 text-sm'
          : 'flex gap-2 rounded-md border border-line bg-bg px-3 py-2 text-sm'
      }
    >
      <Icon
        aria-hidden
        className={isWarning ? 'mt-0.5 size-4 shrink-0 text-warn' : 'mt-0.5 size-4 shrink-0 text-ink-3'}
      />
      <div className="flex min-w-0 flex-1 flex-col gap-1.5 wrap-anywhere">
        <p className="font-medium">{title}</p>
        {children}
      </div>
    </div>
  )
}
