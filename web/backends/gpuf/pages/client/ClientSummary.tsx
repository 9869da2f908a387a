import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useNow } from '@/kit/now.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { CopyButton } from '@/ui/CopyButton.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import type { ShownClient } from '../../schema/pendingWrites.ts'
import { seen } from '../../schema/silence.ts'
import { ClientStatus } from '../fleet/ClientStatus.tsx'

interface Props {
  readonly client: ShownClient
  /** By the server's clock, as of the last read. */
  readonly serverNow: number
  readonly isGone: boolean
}

const tones = { now: 'good', late: 'idle', silent: 'warn', never: 'idle' } as const

/** What stands above every section: the state of a client in one line. */
export function ClientSummary({ client, serverNow, isGone }: Props): ReactNode {
  const t = useTranslations('client')
  const f = useFormat()
  const now = useNow(10_000)
  const heard = seen(client, serverNow)
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-5 gap-y-1 text-sm">
      {!isGone && <ClientStatus client={client} />}
      {!isGone && (
        <StatusBadge tone={tones[heard]}>
          {t('heartbeat')} {heard === 'never' ? t('seen.never') : f.ago(client.lastOnline, now)}
        </StatusBadge>
      )}
      <ServerText text={client.deviceName} placeholder="–" className="text-ink-2" />
      <ServerText text={client.os} placeholder="–" className="text-ink-2" />
      <span className="inline-flex min-w-0 items-center gap-1 font-mono text-xs text-ink-3">
        <span className="truncate">{client.id}</span>
        <CopyButton text={client.id} className="-my-1" />
      </span>
    </div>
  )
}
