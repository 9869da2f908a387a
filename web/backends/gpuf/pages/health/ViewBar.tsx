import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Endpoint } from '@/net/endpoint.ts'
import { Segmented } from '@/ui/Segmented.tsx'
import { Select } from '@/ui/Select.tsx'
import { HEALTH_METRICS, HEALTH_VIEWS } from '../../paths.ts'
import type { HistoryClient } from '../../schema/history.ts'
import { ClientPicker } from './ClientPicker.tsx'
import { useHealthSearch } from './useHealthSearch.ts'
import type { ShownView } from './useHealthView.ts'

interface Props {
  readonly at: Endpoint
  readonly view: ShownView
  readonly source: 'heartbeats' | 'daily'
  /** Of the heartbeats read, which know their names too. */
  readonly clients: readonly HistoryClient[] | undefined
}

/** Whose heartbeats are drawn, and as what. */
export function ViewBar({ at, view, source, clients }: Props): ReactNode {
  const t = useTranslations('health')
  const [, change] = useHealthSearch()
  const views = source === 'daily' ? HEALTH_VIEWS.filter((one) => one !== 'heat') : HEALTH_VIEWS
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-2">
      <Segmented
        label={t('views.label')}
        value={view.kind}
        onValueChange={(kind) => change({ view: kind }, { by: 'push' })}
        options={views.map((value) => ({ value, label: t(`views.${value}`) }))}
      />
      {view.kind === 'clients' && <ClientPicker at={at} ids={view.ids} known={clients} />}
      {view.kind === 'heat' && (
        <>
          <Select
            label={t('heat.metric')}
            labelHidden
            value={view.metric}
            onValueChange={(metric) => change({ metric, page: undefined })}
            options={HEALTH_METRICS.map((value) => ({ value, label: t(`metrics.${value}`) }))}
            className="w-44"
          />
          <Segmented
            label={t('heat.order')}
            value={view.order}
            onValueChange={(order) => change({ order, page: undefined })}
            options={(['name', 'worst'] as const).map((value) => ({ value, label: t(`heat.orders.${value}`) }))}
          />
        </>
      )}
    </div>
  )
}
