import { useQueryClient } from '@tanstack/react-query'
import { RotateCcw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useMayChange } from '@/kit/mayChange.ts'
import { useProblemText } from '@/kit/problemText.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { Button } from '@/ui/Button.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ProgressBar } from '@/ui/ProgressBar.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import type { Tone } from '@/ui/tone.ts'
import {
  type BulkItem,
  type BulkOutcome,
  canRetry,
  dismissBulk,
  isBulkRunning,
  retryBulk,
  useInstanceBulk,
} from '../../starts/instanceBulk.ts'

const tones = {
  waiting: 'idle',
  running: 'busy',
  done: 'good',
  failed: 'bad',
  replaced: 'warn',
  gone: 'warn',
  'nothing-listed': 'warn',
} as const satisfies Record<BulkOutcome['kind'], Tone>

/** How stopping or removing many at once goes, one by one; nothing where there was no such run. */
export function BulkPanel() {
  const t = useTranslations('starts.bulk')
  const queryClient = useQueryClient()
  const bulk = useInstanceBulk()
  const mayChange = useMayChange()
  const { action, items } = bulk
  if (items.length === 0) return null
  const isRunning = isBulkRunning(bulk)
  const done = items.filter(({ outcome }) => outcome.kind !== 'waiting' && outcome.kind !== 'running').length
  const title = t(action === 'stop' ? 'titleStop' : 'titleRemove')
  const progress = t('progress', { done, total: items.length })
  return (
    <Panel
      title={title}
      description={<output className="tabular-nums">{progress}</output>}
      padded={false}
      actions={
        !isRunning && (
          <>
            {mayChange && items.some(canRetry) && (
              <Button size="sm" icon={RotateCcw} onClick={() => retryBulk(queryClient)}>
                {t('retry')}
              </Button>
            )}
            <Button size="sm" tone="quiet" onClick={dismissBulk}>
              {t('dismiss')}
            </Button>
          </>
        )
      }
    >
      {isRunning && <ProgressBar size="sm" label={title} text={progress} value={(done / items.length) * 100} />}
      <ul aria-label={t('caption')} className="max-h-80 divide-y divide-line overflow-y-auto">
        {items.map((item) => (
          <Row key={item.key} item={item} />
        ))}
      </ul>
    </Panel>
  )
}

function Row({ item: { at, instance, outcome } }: { readonly item: BulkItem }) {
  const t = useTranslations('starts.bulk.outcome')
  const problemText = useProblemText()
  const now =
    outcome.kind === 'replaced'
      ? { id: inSentence(outcome.now.id), model: inSentence(outcome.now.modelId) }
      : { id: '–', model: '–' }
  const problem = outcome.kind === 'failed' ? problemText(outcome.problem) : null
  return (
    <li className="flex flex-wrap gap-x-4 gap-y-0.5 px-4 py-1.5 text-sm">
      <span className="min-w-0 flex-1 basis-40">
        <ServerText text={instance.alias} max={60} className="font-medium" />
        {instance.id !== instance.alias && (
          <ServerText text={instance.id} max={60} className="block truncate text-xs text-ink-3" />
        )}
      </span>
      <ServerText text={at.label} max={40} className="basis-24 text-ink-2" />
      <span className="min-w-0 flex-1 basis-56">
        <StatusBadge tone={tones[outcome.kind]}>{t(outcome.kind, now)}</StatusBadge>
        {problem !== null && (
          <span className="block text-xs wrap-anywhere text-ink-2">
            {problem.what} {problem.words !== null && <ServerText text={problem.words} max={300} />}
          </span>
        )}
      </span>
    </li>
  )
}
