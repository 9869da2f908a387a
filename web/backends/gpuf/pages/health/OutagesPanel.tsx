import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { Skeleton } from '@/ui/Skeleton.tsx'
import type { Outage } from '../../schema/history.ts'
import { ClientOutages } from './ClientOutages.tsx'
import { PipelineOutage } from './PipelineOutage.tsx'
import type { NameOf } from './useHistoryOutages.ts'
import { useSpanText } from './useSpanText.ts'
import type { Zoom } from './useZoom.ts'

interface Props {
  /** The newest first; undefined while they are looked for. */
  readonly outages: readonly Outage[] | undefined
  readonly nameOf: NameOf
  readonly zoom: Zoom
  /** Only those of the chosen clients are listed. */
  readonly isOfSome: boolean
  /** Who was not heard at all is not known. */
  readonly isWithoutRegister: boolean
}

/** Who was silent when: first what hit many together, then each client's own. */
export function OutagesPanel({ outages, nameOf, zoom, isOfSome, isWithoutRegister }: Props): ReactNode {
  const t = useTranslations('health.outages')
  const spanText = useSpanText()
  const pipeline = outages?.filter(({ kind }) => kind === 'pipeline') ?? []
  const own = outages?.filter(({ kind }) => kind === 'client') ?? []
  return (
    <Panel title={t('title')} description={spanText(zoom.whole)} padded={false}>
      <p className="max-w-prose px-4 pt-3 pb-3 text-xs text-ink-3">
        {t('how')} {isOfSome && t('ofSome')} {isWithoutRegister && t('withoutRegister')}
      </p>
      {outages === undefined && (
        <div className="px-4 pb-4">
          <Skeleton rows={3} label={t('looking')} />
        </div>
      )}
      {outages?.length === 0 && <EmptyState compact title={t('none')} />}
      {pipeline.length > 0 && (
        <section aria-label={t('pipeline.title')} className="border-t border-line">
          <h3 className="px-4 pt-3 text-sm font-medium">{t('pipeline.title')}</h3>
          <ul className="divide-y divide-line">
            {pipeline.map((outage) => (
              <PipelineOutage key={outage.from} outage={outage} nameOf={nameOf} zoom={zoom} />
            ))}
          </ul>
        </section>
      )}
      {own.length > 0 && (
        <section aria-label={t('own.title')} className="border-t border-line">
          <h3 className="px-4 pt-3 pb-1 text-sm font-medium">{t('own.title')}</h3>
          <ClientOutages outages={own} nameOf={nameOf} zoom={zoom} />
        </section>
      )}
    </Panel>
  )
}
