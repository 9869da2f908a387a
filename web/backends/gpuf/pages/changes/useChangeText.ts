import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import type { BulkChange } from '../../bulk/bulkPlan.ts'
import { useStatusText } from '../statusText.ts'

/** What a run writes, in a line. */
export function useChangeText(): (change: BulkChange) => string {
  const t = useTranslations('changes.run.what')
  const status = useStatusText()
  return (change) => {
    const parts: string[] = []
    if (change.status !== undefined) parts.push(t('status', { value: status(change.status) }))
    if (change.os !== undefined)
      parts.push(change.os === '' ? t('osNone') : t('os', { value: inSentence(change.os, 40) }))
    if (change.name?.how === 'replace') {
      parts.push(t('replace', { find: inSentence(change.name.find, 40), by: inSentence(change.name.by, 40) }))
    } else if (change.name) parts.push(t(change.name.how, { text: inSentence(change.name.text, 40) }))
    if (change.validStatus !== undefined) parts.push(t(change.validStatus))
    return parts.join(' · ')
  }
}
