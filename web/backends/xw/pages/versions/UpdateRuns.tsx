import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { updateRuns } from '../../updates/updateActions.ts'
import { useUpdateRuns } from '../../updates/updateRuns.ts'
import { UpdateRunView } from './UpdateRunView.tsx'

/** What was and is being updated from this tab, the latest first; of one server where one is named. */
export function UpdateRuns({ server }: { readonly server?: string }) {
  const t = useTranslations('versions.run')
  const queryClient = useQueryClient()
  // Takes up what this tab was doing before a reload.
  useEffect(() => void updateRuns(queryClient), [queryClient])
  const runs = useUpdateRuns((state) => state.runs)
  const those = server === undefined ? runs : runs.filter(({ servers }) => servers.some((one) => one.server === server))
  const shown = server === undefined ? those : those.slice(0, 1)
  if (shown.length === 0) return null
  return (
    <section aria-label={t('region')} className="flex flex-col gap-3">
      {shown.map((run) => (
        <UpdateRunView key={run.id} run={run} only={server} />
      ))}
    </section>
  )
}
