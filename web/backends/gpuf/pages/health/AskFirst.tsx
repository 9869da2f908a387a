import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { Button } from '@/ui/Button.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Panel } from '@/ui/Panel.tsx'
import type { AskedRange } from './healthRange.ts'
import { useHealthSearch } from './useHealthSearch.ts'
import type { ShownView } from './useHealthView.ts'
import { useRangeText } from './useRangeText.ts'

/** A heartbeat in JSON. */
const BYTES_EACH = 210

interface Props {
  readonly asked: AskedRange
  readonly rows: number
  readonly clients: number
  readonly view: ShownView
  readonly onAllow: () => void
  /** Some clients are wanted, but all would be read. */
  readonly cannotFilter: boolean
}

/** So much that it is asked first. */
export function AskFirst({ asked, rows, clients, view, onAllow, cannotFilter }: Props): ReactNode {
  const t = useTranslations('health.tooMany')
  const f = useFormat()
  const [, change] = useHealthSearch()
  const range = useRangeText(asked)
  return (
    <Panel title={range}>
      <EmptyState
        compact
        title={t('title', { count: rows })}
        action={
          <div className="flex flex-wrap justify-center gap-2">
            {view.kind !== 'clients' && (
              <Button tone="primary" onClick={() => change({ view: 'clients' }, { by: 'push' })}>
                {t('choose')}
              </Button>
            )}
            <Button onClick={onAllow}>{t('load')}</Button>
          </div>
        }
      >
        {t('text', { clients, range, size: f.bytes(rows * BYTES_EACH) })} {t(cannotFilter ? 'unfiltered' : 'instead')}
      </EmptyState>
    </Panel>
  )
}
