import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import { WRITTEN_FIELDS, type WriteMark, type WrittenFields } from '../../schema/pendingWrites.ts'
import { useStatusText } from '../statusText.ts'

/** What has become of a value that was written here: a word, and the whole of it in the hint. */
export function WriteNote({ mark }: { readonly mark: WriteMark }): ReactNode {
  const t = useTranslations('changes.mark')
  const hint = useWriteHint()
  return (
    <span title={hint(mark)} className="truncate text-xs text-ink-3 italic">
      {t(mark.kind)}
    </span>
  )
}

function useWriteHint(): (mark: WriteMark) => string {
  const t = useTranslations('changes.mark')
  const status = useStatusText()
  const values = (fields: WrittenFields) =>
    WRITTEN_FIELDS.flatMap((field) => {
      const value = fields[field]
      if (value === undefined) return []
      return field === 'status' ? [status(value ?? '')] : [inSentence(value ?? '', 40) || t('nothing')]
    }).join(' · ')
  return (mark) => {
    switch (mark.kind) {
      case 'pending':
        return t('pendingHint', { values: values(mark.fields) })
      case 'unconfirmed':
        return mark.fields.status === 'maintenance'
          ? t('unconfirmedMaintenanceHint')
          : t('unconfirmedHint', { values: values(mark.fields) })
      case 'overwritten':
        return t('overwrittenHint', { status: status(mark.fields.status ?? ''), by: status(mark.by) })
      case 'overtaken':
        return t('overtakenHint', { values: values(mark.fields), by: values(mark.by) })
    }
  }
}
