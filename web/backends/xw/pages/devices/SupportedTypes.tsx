import { useTranslations } from 'use-intl'
import { JoinedView } from '@/kit/JoinedView.tsx'
import { useJoined } from '@/kit/joined.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Panel } from '@/ui/Panel.tsx'
import { supportedDevices } from '../../queries.ts'
import { ServerLink } from '../ServerLink.tsx'
import { TypeBadges } from './TypeBadges.tsx'

/** What each server could work with, whether it has such chips or not. */
export function SupportedTypes({ servers }: { readonly servers: readonly Endpoint[] }) {
  const t = useTranslations('devices.supported')
  const joined = useJoined(servers, supportedDevices)
  return (
    <Panel title={t('title')}>
      <JoinedView joined={joined}>
        {(rows) => (
          <ul aria-label={t('caption')} className="divide-y divide-line text-sm">
            {rows.map(({ at, data }) => (
              <li key={at.id} className="grid gap-x-4 gap-y-1 py-1.5 sm:grid-cols-[minmax(8rem,14rem)_1fr]">
                <ServerLink at={at} />
                <TypeBadges types={data} none={t('none')} />
              </li>
            ))}
          </ul>
        )}
      </JoinedView>
    </Panel>
  )
}
