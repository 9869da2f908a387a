import { use } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { StaleWord } from '@/ui/staleWord.ts'

interface Props {
  readonly when: boolean
  readonly children: ReactNode
}

/** What is in it states the past: badges lose their colour and say so. */
export function LastKnown({ when, children }: Props) {
  const t = useTranslations('kit.lastKnown')
  const around = use(StaleWord)
  return <StaleWord value={when ? t('word') : around}>{children}</StaleWord>
}
