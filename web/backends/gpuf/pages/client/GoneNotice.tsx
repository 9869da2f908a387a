import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { buttonClass } from '@/ui/Button.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { paths } from '../../paths.ts'
import type { Gone } from './useClientRow.ts'

/** The client has left the list while its page was open. */
export function GoneNotice({ gone }: { readonly gone: Gone }): ReactNode {
  const t = useTranslations('client.gone')
  const f = useFormat()
  return (
    <div role="alert">
      <Panel tone="warn" title={t('title', { since: f.dateTime(gone.since) })}>
        <p className="max-w-prose text-sm text-ink-2">{t('text', { at: f.dateTime(gone.lastReadAt) })}</p>
        <div className="mt-3 flex flex-wrap gap-2">
          <Link to={paths.fleet} className={buttonClass({ size: 'sm' })}>
            {t('toFleet')}
          </Link>
        </div>
      </Panel>
    </div>
  )
}
