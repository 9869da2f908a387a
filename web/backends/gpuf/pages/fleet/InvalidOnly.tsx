import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { useInvalidClients } from '../../schema/invalidClients.ts'
import { InvalidClientsPanel } from '../changes/InvalidClientsPanel.tsx'

interface Props {
  readonly at: Endpoint
  readonly onBack: () => void
}

/** In the place of the register, which lists none of these. */
export function InvalidOnly({ at, onBack }: Props): ReactNode {
  const t = useTranslations('fleet.invalid')
  const isEmpty = useInvalidClients(at).length === 0
  return (
    <>
      <div>
        <Button icon={ArrowLeft} onClick={onBack}>
          {t('back')}
        </Button>
      </div>
      {isEmpty ? <EmptyState title={t('none')}>{t('noneAbout')}</EmptyState> : <InvalidClientsPanel at={at} />}
    </>
  )
}
