import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Delayed } from '@/kit/Delayed.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { Skeleton } from '@/ui/Skeleton.tsx'
import { useLoadProgress } from '../../queriesLoad.ts'

/** In the place of the rows while the list is on its way. */
export function FleetReading(): ReactNode {
  const t = useTranslations('fleet')
  return (
    <Delayed>
      <div className="p-4">
        <Skeleton rows={8} label={t('reading')} />
      </div>
    </Delayed>
  )
}

/** The list of a large fleet takes a while, and counts as it comes. */
export function FleetReadSoFar({ at }: { readonly at: Endpoint }): ReactNode {
  const t = useTranslations('fleet')
  const rows = useLoadProgress(at)?.rows ?? 0
  return (
    <output className="min-h-4 text-xs text-ink-3 tabular-nums">
      <Delayed>{rows === 0 ? t('reading') : t('readingSoFar', { count: rows })}</Delayed>
    </output>
  )
}
