import { useTranslations } from 'use-intl'
import type { AskedRange } from './healthRange.ts'

/** A range as its button says it. */
export function useRangeText(asked: AskedRange): string {
  const t = useTranslations('health')
  if (asked.kind === 'moving') return t(`ranges.${asked.range}`)
  return t('days.chosen', { from: asked.firstDay, to: asked.lastDay })
}
