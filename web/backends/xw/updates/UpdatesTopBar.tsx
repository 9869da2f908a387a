import { Link } from '@tanstack/react-router'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { paths } from '../paths.ts'
import { isGoing } from './updateRun.ts'
import { useUpdateRuns } from './updateRuns.ts'

/** In the top bar while servers are being updated: how far that is, and the way to it. */
export function UpdatesTopBar() {
  const t = useTranslations('versions')
  const run = useUpdateRuns(({ runs }) => runs.find(isGoing))
  if (!run) return null
  const total = run.servers.length
  const done = run.servers.filter(({ phase }) => phase === 'done' || phase === 'failed').length
  return (
    <Link
      to={paths.versions}
      aria-label={t('topBar', { done, total })}
      className="flex h-8 shrink-0 items-center gap-2 rounded-md px-2 text-sm text-ink-2 hover:bg-hover"
    >
      <RotateCw aria-hidden className="size-4 text-busy" />
      <span className="hidden tabular-nums sm:inline">{t('topBarShort', { done, total })}</span>
    </Link>
  )
}
