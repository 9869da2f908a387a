import { useTranslations } from 'use-intl'
import type { ReactNode } from 'react'

/** What a read-only console can still do, and who decides that it is one. */
export function ReadOnlyExplanation(): ReactNode {
  const t = useTranslations('readOnly')
  return (
    <div className="flex flex-col gap-2 px-4 py-3 text-sm text-ink-2">
      <p>{t('what')}</p>
      <p>{t('still')}</p>
      <p>{t('how')}</p>
    </div>
  )
}
