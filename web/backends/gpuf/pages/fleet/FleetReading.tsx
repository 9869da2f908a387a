import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Endpoint } from '@/net/endpoint.ts'
import { Panel } from '@/ui/Panel.tsx'
import { Skeleton } from '@/ui/Skeleton.tsx'
import { useLoadProgress } from '../../queriesLoad.ts'

/** While the list is on its way: that of a large fleet takes a while, and counts as it comes. */
export function FleetReading({ at }: { readonly at: Endpoint }): ReactNode {
  const t = useTranslations('fleet')
  const rows = useLoadProgress(at)?.rows ?? 0
  return (
    <Panel title={t('title')} titleHidden>
      <output className="mb-3 block text-sm text-ink-2 tabular-nums">
        {rows === 0 ? t('reading') : t('readingSoFar', { count: rows })}
      </output>
      <Skeleton rows={8} label={t('reading')} />
    </Panel>
  )
}
