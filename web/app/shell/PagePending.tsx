import { useTranslations } from 'use-intl'
import type { ReactNode } from 'react'
import { Skeleton } from '@/ui/Skeleton.tsx'

/** While a page's own code is on its way. */
export function PagePending(): ReactNode {
  const t = useTranslations('shell')
  return <Skeleton rows={8} label={t('loadingPage')} />
}
