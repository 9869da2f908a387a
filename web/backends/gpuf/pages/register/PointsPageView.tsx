import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, Download } from 'lucide-react'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import { Button } from '@/ui/Button.tsx'
import { DataTable } from '@/ui/DataTable.tsx'
import { Figure } from '@/ui/Figure.tsx'
import { IconButton } from '@/ui/IconButton.tsx'
import type { Point, PointsPage } from '../../schema/points.ts'
import { pagesOf, pointsWithin, type PointsAsked } from './pointsFilter.ts'
import { savePointsCsv } from './savePointsCsv.ts'
import { usePointColumns } from './usePointColumns.tsx'

interface Props {
  readonly page: PointsPage
  readonly asked: PointsAsked
  /** Undefined for the first. */
  readonly onPage: (page: string | undefined) => void
}

/** One page of points: the server's totals, the rows, and the way to the other pages. */
export function PointsPageView({ page, asked, onPage }: Props): ReactNode {
  const t = useTranslations('register.points')
  const f = useFormat()
  const columns = usePointColumns()
  const rows = useMemo(() => pointsWithin(page.points, asked), [page, asked])
  const outside = page.points.length - rows.length
  const here = useMemo(() => rows.reduce((sum, row) => sum + row.points, 0), [rows])
  return (
    <div className="min-w-0">
      <div className="grid grid-cols-2 gap-2 border-b border-line px-1 sm:grid-cols-3">
        <Figure label={t('total')} value={f.number(page.totalPoints, 2)} hint={t('totalHint')} />
        <Figure label={t('pageTotal')} value={f.number(here, 2)} hint={t('pageTotalHint', { rows: rows.length })} />
        <Figure label={t('rows')} value={f.number(page.totalCount)} hint={t('rowsHint')} />
      </div>
      {outside > 0 && (
        <p role="status" className="border-b border-line px-4 py-2 text-sm text-warn">
          {t('outside', { count: outside })}
        </p>
      )}
      <DataTable caption={t('list')} rows={rows} columns={columns} rowKey={keyOf} />
      <Pager page={page} onPage={onPage}>
        <Button size="sm" icon={Download} onClick={() => savePointsCsv(rows, page.page)}>
          {t('csv')}
        </Button>
      </Pager>
    </div>
  )
}

function keyOf({ clientId, date, deviceId, deviceIndex }: Point): string {
  return `${date} ${clientId} ${deviceId} ${deviceIndex}`
}

interface PagerProps {
  readonly page: PointsPage
  readonly onPage: Props['onPage']
  readonly children: ReactNode
}

function Pager({ page: { page, pageSize, totalCount }, onPage, children }: PagerProps): ReactNode {
  const t = useTranslations('register.points')
  const { pages, reachable } = pagesOf(totalCount, pageSize)
  const go = (to: number) => onPage(to === 1 ? undefined : String(to))
  const atFirst = page <= 1 ? t('isFirst') : null
  const atLast = page < reachable ? null : pages > reachable ? t('lastReachable', { page: reachable }) : t('isLast')
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 border-t border-line px-4 py-2">
      {children}
      <nav aria-label={t('pages')} className="flex items-center gap-1">
        <IconButton size="sm" icon={ChevronFirst} label={t('first')} disabledReason={atFirst} onClick={() => go(1)} />
        <IconButton
          size="sm"
          icon={ChevronLeft}
          label={t('previous')}
          disabledReason={atFirst}
          onClick={() => go(page - 1)}
        />
        <output className="px-1 text-sm text-ink-2 tabular-nums">{t('page', { page, pages })}</output>
        <IconButton
          size="sm"
          icon={ChevronRight}
          label={t('next')}
          disabledReason={atLast}
          onClick={() => go(page + 1)}
        />
        <IconButton
          size="sm"
          icon={ChevronLast}
          label={t('last')}
          disabledReason={atLast}
          onClick={() => go(reachable)}
        />
      </nav>
      {pages > reachable && <p className="basis-full text-xs text-ink-3">{t('lastReachable', { page: reachable })}</p>}
    </div>
  )
}
