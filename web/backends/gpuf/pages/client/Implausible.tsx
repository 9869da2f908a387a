import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Badge } from '@/ui/Badge.tsx'

/** Beside a value that no machine can have. */
export function Implausible(): ReactNode {
  const t = useTranslations('client')
  return (
    <span title={t('implausibleHint')}>
      <Badge tone="warn">{t('implausible')}</Badge>
    </span>
  )
}
