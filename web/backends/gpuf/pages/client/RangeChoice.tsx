import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Segmented } from '@/ui/Segmented.tsx'
import type { ClientRange } from '../../pathsClient.ts'
import { useClientSearch } from './useClientSearch.ts'

const HOUR_MS = 3_600_000

export const WINDOWS_MS = {
  '1h': HOUR_MS,
  '6h': 6 * HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
  '30d': 30 * 24 * HOUR_MS,
} as const satisfies Record<ClientRange, number>

interface Props {
  readonly ranges: readonly ClientRange[]
  /** Where another one is shown than the address says. */
  readonly shown?: ClientRange
}

/** How much of the past is shown; a zoom into the former range ends with it. */
export function RangeChoice({ ranges, shown }: Props): ReactNode {
  const t = useTranslations('client.range')
  const { range, change } = useClientSearch()
  return (
    <Segmented
      label={t('label')}
      value={shown ?? range}
      onValueChange={(next) => change({ range: next, from: undefined, to: undefined })}
      options={ranges.map((value) => ({ value, label: t(value) }))}
    />
  )
}
