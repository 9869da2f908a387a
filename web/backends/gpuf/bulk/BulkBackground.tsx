import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { notify } from '@/kit/notifications.tsx'
import { isGoing } from './bulkRun.ts'
import { hasBulkMemory, useAllBulkRuns } from './bulkRuns.ts'

/** What of bulk edits goes on whatever page is shown. Browsers show their own words when one leaves. */
export function BulkBackground() {
  const queryClient = useQueryClient()
  useFinishedNotices()
  const isBusy = useAllBulkRuns(({ runs }) => runs.some(isGoing))
  useEffect(() => {
    if (!isBusy) return undefined
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isBusy])

  useEffect(() => {
    if (!hasBulkMemory()) return
    void restore()
    async function restore(): Promise<void> {
      try {
        const { bulkRuns } = await import('./bulkActions.ts')
        bulkRuns(queryClient)
      } catch {
        // After an update of the console its old code is gone; the next load takes them up.
      }
    }
  }, [queryClient])
  return null
}

/** Says that a run is through: the operator may be on any page by then. */
function useFinishedNotices(): void {
  const t = useTranslations('bulk')
  useEffect(
    () =>
      useAllBulkRuns.subscribe(({ runs }, before) => {
        const going = new Set(before.runs.filter(isGoing).map(({ id }) => id))
        for (const { id, phase, rows } of runs) {
          if (phase.kind !== 'finished' || !going.has(id)) continue
          const refused = rows.filter(({ state }) => state.kind === 'refused').length
          const accepted = rows.filter(({ state }) => state.kind === 'accepted').length
          notify({
            tone: refused > 0 ? 'warn' : 'good',
            id: `bulk ${id}`,
            title: t('finishedNotice'),
            detail: t('finishedDetail', { accepted, refused }),
          })
        }
      }),
    [t],
  )
}
