import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Endpoint } from '@/net/endpoint.ts'
import { bulkRuns } from '../../bulk/bulkActions.ts'
import { useBulkRuns } from '../../bulk/bulkRuns.ts'
import { BulkRunView } from './BulkRunView.tsx'

/** What is and was written to many clients at once, the latest first. Nothing while there is none. */
export function BulkRunPanel({ at }: { readonly at: Endpoint }): ReactNode {
  // Takes up what this tab was doing before a reload.
  bulkRuns(useQueryClient())
  const runs = useBulkRuns(at)
  if (runs.length === 0) return null
  return (
    <div className="flex flex-col gap-3">
      {runs.map((run) => (
        <BulkRunView key={run.id} at={at} run={run} all={runs} />
      ))}
    </div>
  )
}
