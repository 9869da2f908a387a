import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleCheck, LoaderCircle, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useNow } from '@/kit/now.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button, buttonClass } from '@/ui/Button.tsx'
import { paths } from '../../paths.ts'
import { clientRow } from '../../queries.ts'
import { registrationOf } from '../../queriesWrites.ts'
import { CONFIRM_WITHIN_MS } from '../../schema/pendingWrites.ts'
import { clientNameInSentence } from '../clientName.ts'
import type { SentRegistration } from './RegisterClientForm.tsx'

/** How often the list is looked at while a cache may still keep the client from it. */
const LOOK_EVERY_MS = 3_000

interface Props {
  readonly at: Endpoint
  readonly sent: SentRegistration
  readonly onAnother: () => void
  readonly onClose: () => void
}

/** What became of a registration: the server says yes in every case, so the list decides. */
export function RegistrationResult({ at, sent, onAnother, onClose }: Props): ReactNode {
  const t = useTranslations('register.add')
  const [since, setSince] = useState(sent.at)
  const now = useNow(1000)
  const left = since + CONFIRM_WITHIN_MS - now
  const isLooking = sent.first.outcome === 'unconfirmed' && left > 0
  const { data } = useQuery({
    ...clientRow(at, sent.wanted.id),
    refetchInterval: isLooking ? LOOK_EVERY_MS : false,
    // An answer from before the registration says nothing about it.
    staleTime: 0,
    enabled: sent.first.outcome === 'unconfirmed',
  })
  const outcome = sent.first.outcome === 'registered' ? sent.first : registrationOf(sent.wanted, data ?? null)

  const buttons = (
    <div className="flex flex-wrap justify-end gap-2">
      <Button onClick={onClose}>{t('close')}</Button>
      {outcome.outcome === 'registered' && (
        <>
          <Button onClick={onAnother}>{t('done.another')}</Button>
          <Link
            to={paths.client}
            params={{ client: outcome.client.id }}
            className={buttonClass({ tone: 'primary' })}
            onClick={onClose}
          >
            {t('done.open')}
          </Link>
        </>
      )}
      {outcome.outcome === 'unconfirmed' && !isLooking && (
        <Button tone="primary" onClick={() => setSince(Date.now())}>
          {t('unconfirmed.again')}
        </Button>
      )}
    </div>
  )

  if (outcome.outcome === 'registered') {
    return (
      <div className="flex flex-col gap-4">
        <Said icon={<CircleCheck aria-hidden className="size-5 text-good" />}>
          <p className="font-medium">{t('done.title', { name: clientNameInSentence(outcome.client) })}</p>
          <p className="text-ink-2">{t('done.text')}</p>
          {outcome.osIgnored && (
            <p className="text-ink-2">
              {t('done.osIgnored', { os: inSentence(outcome.client.os ?? '', 60) || t('done.osNone') })}
            </p>
          )}
        </Said>
        {buttons}
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-4">
      {isLooking ? (
        <Said icon={<LoaderCircle aria-hidden className="size-5 animate-spin text-busy" />}>
          <p className="font-medium">{t('waiting.title')}</p>
          <p className="text-ink-2">{t('waiting.text')}</p>
        </Said>
      ) : (
        <Said icon={<TriangleAlert aria-hidden className="size-5 text-warn" />}>
          <p className="font-medium">{t('unconfirmed.title')}</p>
          <p className="text-ink-2">{t('unconfirmed.text')}</p>
        </Said>
      )}
      {buttons}
    </div>
  )
}

function Said({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }): ReactNode {
  return (
    <div role="status" className="flex gap-3 text-sm">
      <span className="shrink-0">{icon}</span>
      <div className="flex min-w-0 flex-col gap-1 wrap-anywhere">{children}</div>
    </div>
  )
}
