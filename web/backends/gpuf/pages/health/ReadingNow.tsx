import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Skeleton } from '@/ui/Skeleton.tsx'
import { useHistoryLoad } from '../../queriesHistory.ts'

/** Before the first heartbeats are there: how far they are. */
export function ReadingNow({ at }: { readonly at: Endpoint }): ReactNode {
  const t = useTranslations('health')
  const f = useFormat()
  const load = useHistoryLoad(at)
  return (
    <div className="flex flex-col gap-3">
      <p className="min-h-4 text-xs text-ink-3 tabular-nums">
        {load && t('readingSoFar', { rows: load.rows, size: f.bytes(load.bytes) })}
      </p>
      <Skeleton rows={20} label={t('reading')} />
    </div>
  )
}
