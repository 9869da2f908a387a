import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { KeyValue } from '@/ui/KeyValue.tsx'
import { Meter } from '@/ui/Meter.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { downloadProgress } from '../../queriesRegister.ts'
import { SectionView } from './SectionView.tsx'

interface Props {
  readonly at: Endpoint
  readonly id: string
  readonly isQuiet: boolean
}

/** The model that a client is downloading; nothing on servers that do not tell. */
export function DownloadPanel({ at, id, isQuiet }: Props): ReactNode {
  const t = useTranslations('client.download')
  const f = useFormat()
  const query = useQuery(downloadProgress(at, id))
  // Not on this server, or not known yet whether it is.
  if (query.data === null || (query.data === undefined && (isQuiet || !query.isError))) return null
  return (
    <Panel title={t('title')}>
      <SectionView query={query} isQuiet={isQuiet}>
        {(progress) =>
          progress === null || progress.idle ? (
            <p className="text-sm text-ink-2">{t('idle')}</p>
          ) : (
            <KeyValue
              items={[
                { label: t('model'), value: <ServerText text={progress.modelName} placeholder="–" /> },
                { label: t('status'), value: <ServerText text={progress.status} placeholder="–" /> },
                {
                  label: t('progress'),
                  value: (
                    <>
                      <Meter value={progress.percent} label={t('progress')} className="w-72 max-w-full" />
                      <span className="text-xs text-ink-3">{f.bytesOf(progress.doneBytes, progress.totalBytes)}</span>
                    </>
                  ),
                },
                { label: t('speed'), value: f.rate(progress.bytesPerSecond) },
                ...(progress.error === null
                  ? []
                  : [{ label: t('error'), value: <ServerText text={progress.error} block max={2000} /> }]),
              ]}
            />
          )
        }
      </SectionView>
    </Panel>
  )
}
