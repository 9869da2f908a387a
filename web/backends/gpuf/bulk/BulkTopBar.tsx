import { Link } from '@tanstack/react-router'
import { PencilLine, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { paths } from '../paths.ts'
import { isGoing } from './bulkRun.ts'
import { useAllBulkRuns } from './bulkRuns.ts'

/** In the top bar while clients are being changed: how far that is, and the way to it. */
export function BulkTopBar() {
  const t = useTranslations('bulk')
  const run = useAllBulkRuns(({ runs }) => runs.find(isGoing))
  if (!run) return null
  const total = run.rows.length
  const done = run.rows.filter(({ state }) => state.kind !== 'waiting' && state.kind !== 'sending').length
  const isPaused = run.phase.kind === 'paused'
  const Icon = isPaused ? TriangleAlert : PencilLine
  return (
    <Link
      to={paths.fleet}
      aria-label={isPaused ? t('topBarPaused') : t('topBar', { done, total })}
      className="flex h-8 shrink-0 items-center gap-2 rounded-md px-2 text-sm text-ink-2 hover:bg-hover"
    >
      <Icon aria-hidden className={isPaused ? 'size-4 text-warn' : 'size-4 text-busy'} />
      <span className="hidden tabular-nums sm:inline">{t('topBarShort', { done, total })}</span>
    </Link>
  )
}
