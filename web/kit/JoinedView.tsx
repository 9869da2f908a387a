import { Suspense, lazy } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Skeleton } from '@/ui/Skeleton.tsx'
import { Delayed } from './Delayed.tsx'
import { preloadPageWords } from './i18n.tsx'
import type { Joined, JoinedRow } from './joined.ts'
import { LastKnown } from './LastKnown.tsx'
import { LastKnownNote } from './LastKnownNote.tsx'
import { ProblemNotice } from './ProblemNotice.tsx'
import { StaleNote } from './StaleNote.tsx'
import { useFormat } from './useFormat.ts'

/** So many are told one by one; where there are more, something between them and the console failed. */
const oneByOne = 3

const FailedServers = lazy(async () => {
  const [{ FailedServers: Notice }] = await Promise.all([import('./FailedServers.tsx'), preloadPageWords()])
  return { default: Notice }
})

interface Props<T> {
  readonly joined: Joined<T>
  readonly children: (rows: readonly JoinedRow<T>[]) => ReactNode
  readonly isEmpty?: ((rows: readonly JoinedRow<T>[]) => boolean) | undefined
  /** In place of what is empty. */
  readonly empty?: ReactNode
  readonly skeleton?: ReactNode
}

/** What several servers say, as one: who failed is named above, who has not answered yet too; all others are there. */
export function JoinedView<T>({ joined, children, isEmpty, empty, skeleton }: Props<T>) {
  const t = useTranslations('kit')
  const format = useFormat()
  const { rows, pending, failed, isLoading } = joined

  if (isLoading) return <Delayed>{skeleton ?? <Skeleton rows={5} label={t('loading')} />}</Delayed>
  const isBare = rows.length === 0
  const kept = rows.filter(({ isKept }) => isKept)
  // One notice for many says nothing of their ages.
  const asked = kept.filter(({ at }) => failed.length > oneByOne || !failed.some((failure) => failure.at.id === at.id))
  const nothing = empty ?? <EmptyState title={t('nothingHere')} />
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {failed.length > oneByOne ? (
        <Suspense>
          <FailedServers failed={failed} total={joined.total} />
        </Suspense>
      ) : (
        failed.map(({ at, problem, updatedAt, retry, isRetrying }) =>
          updatedAt === null ? (
            <ProblemNotice
              key={at.id}
              problem={problem}
              onRetry={retry}
              isRetrying={isRetrying}
              compact={!isBare || failed.length > 1}
            />
          ) : (
            <StaleNote
              key={at.id}
              problem={problem}
              updatedAt={updatedAt}
              isKept={kept.some((row) => row.at.id === at.id)}
              onRetry={retry}
              isRetrying={isRetrying}
            />
          ),
        )
      )}
      {asked.length > 0 && (
        <LastKnownNote
          updatedAt={Math.min(...asked.map(({ updatedAt }) => updatedAt))}
          servers={asked.map(({ at }) => at)}
        />
      )}
      {pending.length > 0 && (
        <Delayed>
          <output className="block text-sm text-ink-3">
            {t('waitingFor', {
              servers:
                pending.length > oneByOne
                  ? t('servers', { count: pending.length })
                  : format.list(pending.map(({ label }) => inSentence(label))),
            })}
          </output>
        </Delayed>
      )}
      {isBare ? (
        failed.length === 0 && pending.length === 0 && nothing
      ) : isEmpty?.(rows) ? (
        nothing
      ) : (
        <LastKnown when={kept.length === rows.length}>{children(rows)}</LastKnown>
      )}
    </div>
  )
}
