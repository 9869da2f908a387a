import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { isProblem } from '@/net/problem.ts'
import type { Problem } from '@/net/problem.ts'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Skeleton } from '@/ui/Skeleton.tsx'
import { Delayed } from './Delayed.tsx'
import { LastKnown } from './LastKnown.tsx'
import { isLastKnown } from './lastKnown.ts'
import { LastKnownNote } from './LastKnownNote.tsx'
import { ProblemNotice } from './ProblemNotice.tsx'
import { StaleNote } from './StaleNote.tsx'

interface Props<T> {
  readonly query: UseQueryResult<T>
  readonly children: (data: T) => ReactNode
  readonly isEmpty?: ((data: T) => boolean) | undefined
  /** In place of what is empty. */
  readonly empty?: ReactNode
  readonly skeleton?: ReactNode
  /** The skeleton is the children's own frame: it stands from the start, and stays when the answer fills it. */
  readonly framed?: boolean
}

/**
 * One answer on a page: on its way, not to be had, empty, there, or there but aged. Only the first load shows a
 * skeleton; a later failure takes nothing away.
 */
export function QueryView<T>({ query, children, isEmpty, empty, skeleton, framed = false }: Props<T>) {
  const t = useTranslations('kit')
  const problem = useLastProblem(query)
  const { data, dataUpdatedAt } = query
  const isKept = isLastKnown(data, query.dataUpdatedAt)
  const retry = () => void query.refetch()

  if (data === undefined) {
    if (problem) return <ProblemNotice problem={problem} onRetry={retry} isRetrying={query.isFetching} />
    // A question that waits for another one's answer.
    if (query.fetchStatus === 'idle') return null
    if (!framed) return <Delayed>{skeleton ?? <Skeleton rows={5} label={t('loading')} />}</Delayed>
  }
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {problem && (
        <StaleNote
          problem={problem}
          updatedAt={dataUpdatedAt}
          isKept={isKept}
          onRetry={retry}
          isRetrying={query.isFetching}
        />
      )}
      {isKept && !problem && <LastKnownNote updatedAt={dataUpdatedAt} />}
      <LastKnown when={isKept}>
        {data === undefined
          ? skeleton
          : isEmpty?.(data)
            ? (empty ?? <EmptyState title={t('nothingHere')} />)
            : children(data)}
      </LastKnown>
    </div>
  )
}

/**
 * Why the last attempt failed. The cache forgets a first failure the moment it tries again; the notice stays until
 * there is news.
 */
function useLastProblem({ error, data, status }: UseQueryResult): Problem | null {
  const [last, setLast] = useState<Problem | null>(null)
  // Not a failed call but our own mistake: the page's error boundary shows it.
  if (error && !isProblem(error)) throw error
  const problem = error ?? (status === 'pending' && data === undefined ? last : null)
  if (problem !== last) setLast(problem)
  return problem
}
