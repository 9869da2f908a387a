import { RotateCw, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { inSentence } from '@/lib/inSentence.ts'
import { Button } from '@/ui/Button.tsx'
import { Disclosure } from '@/ui/Disclosure.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import type { JoinedFailure } from './joined.ts'
import { useNow } from './now.ts'
import { useProblemText } from './problemText.ts'
import { useFormat } from './useFormat.ts'

interface Props {
  readonly failed: readonly JoinedFailure[]
  /** How many servers were asked. */
  readonly total: number
}

/** As many names as are read at a glance. */
const named = 5

/** Many servers that failed at the same question, as one notice: how many, and each on demand. */
export function FailedServers({ failed, total }: Props) {
  const t = useTranslations('manyServers.failed')
  const format = useFormat()
  const names = format.list(failed.slice(0, named).map(({ at }) => inSentence(at.label, 40)))
  const aged = failed.filter(({ updatedAt }) => updatedAt !== null).length
  return (
    <div
      role="status"
      data-problem="many"
      className="flex min-w-0 gap-3 rounded-lg border border-line bg-surface px-3 py-2 text-sm"
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className="font-medium text-ink">{t('title', { count: failed.length, total })}</p>
        <p className="wrap-anywhere text-ink-2">
          {failed.length > named ? t('more', { names, count: failed.length - named }) : t('named', { names })}
          {aged > 0 && ` · ${t('stale', { count: aged })}`}
        </p>
        <Disclosure summary={t('which')}>
          <ul aria-label={t('list')} className="max-h-80 divide-y divide-line overflow-y-auto">
            {failed.map((failure) => (
              <Item key={failure.at.id} failure={failure} />
            ))}
          </ul>
        </Disclosure>
      </div>
      <div className="shrink-0">
        <Button
          size="sm"
          icon={RotateCw}
          busy={failed.every(({ isRetrying }) => isRetrying)}
          onClick={() => {
            for (const { retry } of failed) retry()
          }}
        >
          {t('retryAll')}
        </Button>
      </div>
    </div>
  )
}

function Item({ failure: { at, problem, updatedAt, retry, isRetrying } }: { readonly failure: JoinedFailure }) {
  const t = useTranslations('manyServers.failed')
  const format = useFormat()
  const now = useNow(5000)
  const { title, words } = useProblemText()(problem)
  return (
    <li className="flex items-start gap-3 py-1.5 pe-2">
      <div className="min-w-0 flex-1 wrap-anywhere">
        <p className="text-ink">{title}</p>
        {words !== null && (
          <p className="text-ink-2">
            <ServerText text={words} max={200} />
          </p>
        )}
        <p className="text-xs text-ink-3 tabular-nums">
          {format.dateTime(problem.at)}
          {updatedAt !== null && ` · ${t('age', { age: format.ago(updatedAt, now) })}`}
        </p>
      </div>
      <Button size="sm" busy={isRetrying} aria-label={t('retry', { server: inSentence(at.label) })} onClick={retry}>
        <RotateCw aria-hidden className="size-3.5" />
      </Button>
    </li>
  )
}
