import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from '@/ui/IconButton.tsx'
import { useHealthSearch } from './useHealthSearch.ts'

interface Props {
  /** From 1. */
  readonly page: number
  readonly rows: number
  readonly total: number
}

export function HeatPages({ page, rows, total }: Props): ReactNode {
  const t = useTranslations('health.heat')
  const [, change] = useHealthSearch()
  const last = Math.max(1, Math.ceil(total / rows))
  const go = (to: number) => change({ page: to === 1 ? undefined : String(to) })
  return (
    <div className="flex items-center gap-2 text-xs text-ink-3">
      <IconButton
        size="sm"
        icon={ChevronLeft}
        label={t('previous')}
        disabledReason={page <= 1 ? t('atFirst') : null}
        onClick={() => go(Math.min(page, last + 1) - 1)}
      />
      <IconButton
        size="sm"
        icon={ChevronRight}
        label={t('next')}
        disabledReason={page >= last ? t('atLast') : null}
        onClick={() => go(page + 1)}
      />
      <output className="tabular-nums">
        {t('pages', { from: Math.min(total, (page - 1) * rows + 1), to: Math.min(total, page * rows), total })}
      </output>
    </div>
  )
}
