import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import type { Tone } from '@/ui/tone.ts'
import { CLIENT_STATUSES, type ClientStatus as KnownStatus } from '../../schema/client.ts'
import type { ShownClient, WriteMark } from '../../schema/pendingWrites.ts'

const tones = {
  active: 'good',
  online: 'good',
  offline: 'idle',
  maintenance: 'warn',
  error: 'bad',
} as const satisfies Record<KnownStatus, Tone>

export function knownStatus(status: string): KnownStatus | undefined {
  return CLIENT_STATUSES.find((known) => known === status)
}

/** The words for a status of the register: ours for the documented ones, the server's own for any other. */
export function useStatusText(): (status: string) => string {
  const t = useTranslations('fleet.status')
  return (status) => {
    const known = knownStatus(status)
    if (known) return t(known)
    return status.trim() === '' ? t('none') : inSentence(status, 40)
  }
}

/** A client's status, and what has become of a value that was written here. */
export function ClientStatus({ client }: { readonly client: ShownClient }): ReactNode {
  const words = useStatusText()
  const known = knownStatus(client.status)
  return (
    <span className="inline-flex max-w-full items-center gap-1.5">
      <StatusBadge tone={known ? tones[known] : 'idle'}>
        <ServerText text={words(client.status)} />
      </StatusBadge>
      {client.mark && <Mark mark={client.mark} />}
    </span>
  )
}

function Mark({ mark }: { readonly mark: WriteMark }): ReactNode {
  const t = useTranslations('fleet.mark')
  const words = useStatusText()
  const hint =
    mark.kind === 'overwritten'
      ? t('overwrittenHint', { status: words(mark.fields.status ?? '') })
      : t(mark.kind === 'pending' ? 'pendingHint' : 'unconfirmedHint')
  return (
    <span title={hint} className="truncate text-xs text-ink-3 italic">
      {t(mark.kind)}
    </span>
  )
}
