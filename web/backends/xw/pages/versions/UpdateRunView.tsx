import { useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useMayChange } from '@/kit/mayChange.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { Button } from '@/ui/Button.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ProgressBar } from '@/ui/ProgressBar.tsx'
import type { Tone } from '@/ui/tone.ts'
import { updateRuns } from '../../updates/updateActions.ts'
import { isGoing, type UpdateRun } from '../../updates/updateRun.ts'
import { ServerUpdateView } from './ServerUpdateView.tsx'

interface Props {
  readonly run: UpdateRun
  /** Of a run over several servers, only this one's part. */
  readonly only?: string | undefined
}

/** One run: how far it is, what became of each server, and what can be done about it. */
export function UpdateRunView({ run, only }: Props) {
  const t = useTranslations('versions.run')
  const f = useFormat()
  const total = run.servers.length
  const done = run.servers.filter(({ phase }) => phase === 'done').length
  const about = [t('began', { time: f.timeWithZone(run.startedAt) })]
  if (total > 1) about.push(t('atOnce', { count: run.atOnce }))
  if (total > 1 && run.stopAtFailure) about.push(t('stopsAtFailure'))
  return (
    <Panel
      title={t('title', { count: total, version: inSentence(run.to, 40) })}
      description={about.join(' · ')}
      actions={<Actions run={run} />}
    >
      <div className="flex flex-col gap-3">
        {(total > 1 || run.phase === 'interrupted') && (
          <>
            <output className="text-sm text-ink-2">{t(`phase.${run.phase}`, { done, total })}</output>
            <ProgressBar
              value={(done / Math.max(1, total)) * 100}
              label={t('progress')}
              tone={toneOf(run)}
              text={t('phase.running', { done, total })}
            />
          </>
        )}
        <ul className="flex flex-col divide-y divide-line">
          {run.servers
            .filter(({ server }) => only === undefined || server === only)
            .map((one) => (
              <li key={one.server} className="py-3 first:pt-0 last:pb-0">
                <ServerUpdateView run={run} one={one} />
              </li>
            ))}
        </ul>
      </div>
    </Panel>
  )
}

function toneOf(run: UpdateRun): Tone {
  if (run.servers.some(({ phase }) => phase === 'failed')) return 'bad'
  if (isGoing(run)) return 'busy'
  return run.phase === 'finished' ? 'good' : 'warn'
}

function Actions({ run }: { readonly run: UpdateRun }) {
  const t = useTranslations('versions.run')
  const runs = updateRuns(useQueryClient())
  const mayChange = useMayChange()
  const failed = run.servers.filter(({ phase }) => phase === 'failed').length
  const open = run.servers.filter(({ phase }) => phase === 'waiting' || phase === 'interrupted').length
  const hasMore = run.servers.some(({ phase }) => phase === 'waiting')
  if (isGoing(run)) {
    return run.phase === 'running' && hasMore ? (
      <Button size="sm" onClick={() => runs.stop(run.id)}>
        {t('stop')}
      </Button>
    ) : null
  }
  return (
    <>
      {mayChange && open > 0 && (
        <Button size="sm" tone="primary" onClick={() => runs.goOn(run.id)}>
          {t('goOn', { count: open })}
        </Button>
      )}
      {mayChange && failed > 1 && (
        <Button size="sm" icon={RotateCw} onClick={() => runs.retry(run.id)}>
          {t('retryAll', { count: failed })}
        </Button>
      )}
      <Button size="sm" tone="quiet" onClick={() => runs.dismiss(run.id)}>
        {t('dismiss')}
      </Button>
    </>
  )
}
