import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/ui/Button.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'

interface Props {
  readonly total: number
  readonly onReset: () => void
}

/** In the place of rows that the filters leave none of. */
export function FleetEmpty({ total, onReset }: Props): ReactNode {
  const t = useTranslations('fleet')
  return (
    <EmptyState compact title={t('nothingMatches.title')} action={<Button onClick={onReset}>{t('reset')}</Button>}>
      {t('nothingMatches.text', { total })}
    </EmptyState>
  )
}
