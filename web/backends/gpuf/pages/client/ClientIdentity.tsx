import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useNow } from '@/kit/now.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { KeyValue } from '@/ui/KeyValue.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import type { ShownClient } from '../../schema/pendingWrites.ts'
import { seen } from '../../schema/silence.ts'
import { clientName } from '../clientName.ts'
import { ClientStatus } from '../fleet/ClientStatus.tsx'

interface Props {
  readonly client: ShownClient
  readonly isGone: boolean
  /** By the server's clock, as of the last read. */
  readonly serverNow: number
}

/** Who a client is, and where it stands. */
export function ClientIdentity({ client, isGone, serverNow }: Props): ReactNode {
  const t = useTranslations('client')
  const f = useFormat()
  const now = useNow(10_000)
  return (
    <Panel title={t('identity')}>
      <KeyValue
        items={[
          { label: t('name'), value: <ServerText text={clientName(client)} max={255} /> },
          { label: t('status'), value: <ClientStatus client={client} /> },
          { label: t('id'), value: client.id, mono: true, copy: client.id },
          { label: t('heartbeat'), value: t(`seen.${seen(client, serverNow)}`) },
          {
            label: t('lastOnline'),
            value:
              client.lastOnline === null ? (
                '–'
              ) : (
                <>
                  {f.ago(client.lastOnline, now)} · {f.dateTime(client.lastOnline)}
                  <span className="block text-xs text-ink-3">{t('lastOnlineNote')}</span>
                </>
              ),
          },
          {
            label: t('valid'),
            value: isGone ? (
              t('validGone')
            ) : (
              <>
                {t('validListed')}
                <span className="block text-xs text-ink-3">{t('validListedNote')}</span>
              </>
            ),
          },
          { label: t('os'), value: <ServerText text={client.os} placeholder="–" /> },
          { label: t('registered'), value: f.dateTime(client.createdAt) },
          { label: t('device'), value: <ServerText text={client.deviceName} placeholder="–" /> },
          {
            label: t('uptime'),
            value: client.reported ? t('days', { days: client.uptimeDays }) : '–',
          },
          { label: t('tflops'), value: client.reported ? f.number(client.tflops, 1) : '–' },
        ]}
      />
    </Panel>
  )
}
