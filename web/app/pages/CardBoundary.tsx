import { useTranslations } from 'use-intl'
import type { ReactNode } from 'react'
import { Button } from '@/ui/Button.tsx'
import { Disclosure } from '@/ui/Disclosure.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { FaultBoundary } from '../FaultBoundary.tsx'
import { stackOf } from '../stackOf.ts'

interface CardBoundaryProps {
  /** What the card would have shown. */
  readonly title: string
  readonly children: ReactNode
}

/** A fault of one card leaves the others standing. Failed calls do not come here: each card shows those itself. */
export function CardBoundary({ title, children }: CardBoundaryProps): ReactNode {
  return (
    <FaultBoundary fallback={(error, again) => <FailedCard title={title} error={error} onAgain={again} />}>
      {children}
    </FaultBoundary>
  )
}

interface FailedCardProps {
  readonly title: string
  readonly error: unknown
  readonly onAgain: () => void
}

function FailedCard({ title, error, onAgain }: FailedCardProps): ReactNode {
  const t = useTranslations('overview.cardFailed')
  return (
    <Panel title={title} tone="bad">
      <p className="text-sm">{t('title')}</p>
      <Disclosure summary={t('details')} className="mt-2">
        <pre className="font-mono text-xs whitespace-pre-wrap wrap-anywhere">{stackOf(error)}</pre>
      </Disclosure>
      <Button size="sm" className="mt-3" onClick={onAgain}>
        {t('again')}
      </Button>
    </Panel>
  )
}
