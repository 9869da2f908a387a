import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Spinner } from '@/ui/Spinner.tsx'
import type { ModelRow } from './modelRows.ts'

interface Props {
  readonly rows: readonly ModelRow[]
  readonly shown: readonly ModelRow[]
  /** Family and capability stand in no list. */
  readonly needsDetails: boolean
  readonly isLoading: boolean
  /** Servers that do not say what is on their disk. */
  readonly unknown: readonly Endpoint[]
}

/** How many models are shown, and how much of them is on disks, as far as the servers say. */
export function ModelCounts({ rows, shown, needsDetails, isLoading, unknown }: Props) {
  const t = useTranslations('models')
  const f = useFormat()
  const onDisk = shown.flatMap(({ on }) => on.flatMap(({ downloaded }) => downloaded ?? []))
  const size = onDisk.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0)
  const known = rows.filter(({ detail }) => detail !== null).length
  const names = f.list(unknown.map(({ label }) => inSentence(label, 40)))
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-2">
      <output>{t('counts', { shown: shown.length, total: rows.length })}</output>
      {onDisk.length > 0 && (
        <span>
          {t('downloadedCount', { count: onDisk.length, size: f.bytes(size) })}
          {unknown.length > 0 && <span className="text-warn">{t('downloadedWithout', { names })}</span>}
        </span>
      )}
      {onDisk.length === 0 && unknown.length > 0 && (
        <span className="text-warn">{t('downloadedUnknown', { names })}</span>
      )}
      {known < rows.length && isLoading && (
        // In few words: a line that wraps, and goes when all is read, would move the table under a hand that clicks.
        <span
          className="inline-flex items-center gap-1.5 whitespace-nowrap text-ink-3 tabular-nums"
          title={t('detailsLoading', { known, total: rows.length })}
        >
          <Spinner className="size-3" />
          <span className="max-sm:sr-only">{t('detailsSoFar', { known, total: rows.length })}</span>
        </span>
      )}
      {known < rows.length && !isLoading && needsDetails && (
        <span className="text-ink-3">{t('detailsMissing', { known, total: rows.length })}</span>
      )}
    </p>
  )
}
