import { getRouteApi } from '@tanstack/react-router'
import { ScrollText } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useStore } from 'zustand'
import { Delayed } from '@/kit/Delayed.tsx'
import { useNow } from '@/kit/now.ts'
import { PageFrame } from '@/kit/PageFrame.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Skeleton } from '@/ui/Skeleton.tsx'
import { StatusLine } from '@/ui/StatusLine.tsx'
import { activityLog } from '../activity/activity.ts'
import { ActivityActions } from '../activity/ActivityActions.tsx'
import { activityBounds } from '../activity/activityBounds.ts'
import { ActivityDetails } from '../activity/ActivityDetails.tsx'
import { filterActivity } from '../activity/activityFilter.ts'
import { ActivityFilters } from '../activity/ActivityFilters.tsx'
import type { ActivityLog } from '../activity/activityLog.ts'
import { activityRows } from '../activity/activityRows.ts'
import type { ActivitySearch } from '../activity/activitySearch.ts'
import { ActivityTable } from '../activity/ActivityTable.tsx'
import { useActivityWords } from '../activity/useActivityWords.ts'

const route = getRouteApi('/activity')

/** What was asked of servers with this console: who, what, when, and what came of it. */
export function Activity(): ReactNode {
  const [log, setLog] = useState<ActivityLog>()
  useEffect(() => {
    let isWanted = true
    const look = async (): Promise<void> => {
      const found = await activityLog()
      await found.open()
      if (isWanted) setLog(found)
    }
    void look()
    return () => {
      isWanted = false
    }
  }, [])
  return log === undefined ? <Opening /> : <Shown log={log} />
}

function Opening(): ReactNode {
  const t = useTranslations('activity')
  const loading = useTranslations('kit')('loading')
  return (
    <PageFrame title={t('title')} description={t('description')}>
      <Delayed>
        <Skeleton rows={8} label={loading} />
      </Delayed>
    </PageFrame>
  )
}

function Shown({ log }: { readonly log: ActivityLog }): ReactNode {
  const t = useTranslations('activity')
  const words = useActivityWords()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { entries, kept } = useStore(log.store)
  const all = entries ?? []
  const { entry: chosen, range, open } = search
  // Only a filter by time looks at the clock.
  const minute = Math.floor(useNow(60_000) / 60_000) * 60_000
  const now = range === undefined ? 0 : minute + 60_000
  const shown = useMemo(() => filterActivity(entries ?? [], search, words.what, now), [entries, search, words, now])
  const rows = useMemo(() => activityRows(shown, entries ?? [], open ?? []), [shown, entries, open])
  const set = (change: Partial<ActivitySearch>): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  const toggle = useCallback(
    (group: string) =>
      void navigate({ search: (before) => ({ ...before, open: toggled(before.open ?? [], group) }), replace: true }),
    [navigate],
  )

  return (
    <PageFrame
      title={t('title')}
      description={t('description')}
      actions={<ActivityActions shown={shown} kept={all.length} onErase={log.erase} />}
    >
      {kept !== 'browser' && <StatusLine tone="warn">{t(kept)}</StatusLine>}
      {all.length === 0 ? (
        <EmptyState icon={ScrollText} title={t('empty')}>
          {t('emptyBody')}
        </EmptyState>
      ) : (
        <>
          <ActivityFilters entries={all} shown={shown.length} search={search} onChange={set} />
          {shown.length === 0 ? (
            <EmptyState title={t('noneShown')} />
          ) : (
            <ActivityTable rows={rows} currentId={chosen} onOpen={(entry) => set({ entry })} onToggle={toggle} />
          )}
        </>
      )}
      <p className="max-w-prose text-xs text-ink-3">
        {t('bounds', { entries: activityBounds.entries, days: activityBounds.days })}
      </p>
      {chosen !== undefined && (
        <ActivityDetails entry={all.find(({ id }) => id === chosen)} onClose={() => set({ entry: undefined })} />
      )}
    </PageFrame>
  )
}

function toggled(open: readonly string[], group: string): string[] | undefined {
  const next = open.includes(group) ? open.filter((id) => id !== group) : [...open, group]
  return next.length === 0 ? undefined : next
}
