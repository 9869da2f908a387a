import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import type { EditField, EditValues } from '../../bulk/bulkPlan.ts'
import { EDIT_FIELDS } from '../../bulk/bulkPlan.ts'
import { useStatusText } from '../statusText.ts'

interface FieldText {
  readonly field: (field: EditField) => string
  /** A value as it is read in one line: our words for what we know, the server's own for the rest. */
  readonly value: (field: EditField, value: string) => string
  /** `Name: rack-7 · Status: maintenance` */
  readonly values: (values: EditValues) => string
}

export function useFieldText(): FieldText {
  const t = useTranslations('changes')
  const status = useStatusText()
  return useMemo(() => {
    const value = (field: EditField, text: string) => {
      if (field === 'status') return status(text)
      if (field === 'validStatus') return text === 'valid' || text === 'invalid' ? t(`valid.${text}`) : text
      return inSentence(text, 60) || t('none')
    }
    return {
      field: (field) => t(`field.${field}`),
      value,
      values: (values) =>
        EDIT_FIELDS.flatMap((field) => {
          const text = values[field]
          return text === undefined ? [] : [`${t(`field.${field}`)}: ${value(field, text)}`]
        }).join(' · '),
    }
  }, [t, status])
}
