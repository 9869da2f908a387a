import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { CLIENTS_AT_MOST } from './clientIds.ts'

/** In the place of charts, before any client is chosen. */
export function ChooseClients(): ReactNode {
  const t = useTranslations('health.picker')
  return (
    <Panel title={t('none.title')} titleHidden>
      <EmptyState compact title={t('none.title')}>
        {t('none.text', { most: CLIENTS_AT_MOST })}
      </EmptyState>
    </Panel>
  )
}
