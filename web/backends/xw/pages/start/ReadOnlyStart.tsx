import { Eye } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { EmptyState } from '@/ui/EmptyState.tsx'

/** In the place of the form where nothing can be started: why, and who decides. */
export function ReadOnlyStart() {
  const t = useTranslations('readOnly.start')
  return (
    <EmptyState icon={Eye} title={t('title')}>
      {t('body')}
    </EmptyState>
  )
}
