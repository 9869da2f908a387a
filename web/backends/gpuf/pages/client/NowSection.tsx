import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import type { ClientDetail } from '../../schema/client.ts'
import type { ShownClient } from '../../schema/pendingWrites.ts'
import { ClientIdentity } from './ClientIdentity.tsx'
import { DownloadPanel } from './DownloadPanel.tsx'
import { GpuPanel } from './GpuPanel.tsx'
import { LoadedModels } from './LoadedModels.tsx'
import { SectionView } from './SectionView.tsx'
import { SystemPanel } from './SystemPanel.tsx'

interface Props {
  readonly at: Endpoint
  readonly client: ShownClient
  readonly detail: UseQueryResult<ClientDetail>
  readonly isGone: boolean
  readonly isQuiet: boolean
  readonly serverNow: number
}

/** What a client is and does at present. */
export function NowSection({ at, client, detail, isGone, isQuiet, serverNow }: Props): ReactNode {
  const t = useTranslations('client.gone')
  const f = useFormat()
  return (
    <div className="flex min-w-0 flex-col gap-4">
      {isGone && detail.data !== undefined && (
        <p className="text-sm text-warn">{t('old', { at: f.dateTime(detail.dataUpdatedAt) })}</p>
      )}
      <SectionView query={detail} isQuiet={isQuiet || isGone}>
        {({ gpus }) => <GpuPanel at={at} gpus={gpus} />}
      </SectionView>
      <div className="grid min-w-0 items-start gap-4 xl:grid-cols-2">
        {detail.data !== undefined && <SystemPanel detail={detail.data} reported={client.reported} />}
        <ClientIdentity client={client} isGone={isGone} serverNow={serverNow} />
      </div>
      {!isGone && <DownloadPanel at={at} id={client.id} isQuiet={isQuiet} />}
      <LoadedModels models={client.loadedModels} />
    </div>
  )
}
