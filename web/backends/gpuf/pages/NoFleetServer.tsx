import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { EmptyState } from '@/ui/EmptyState.tsx'

export function NoFleetServer(): ReactNode {
  const t = useTranslations('fleet.noServer')
  return <EmptyState title={t('title')}>{t('text')}</EmptyState>
}
