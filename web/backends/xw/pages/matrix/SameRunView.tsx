import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useConfirm } from '@/kit/confirm.tsx'
import { useMayChange } from '@/kit/mayChange.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { Button, buttonClass } from '@/ui/Button.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ProgressBar } from '@/ui/ProgressBar.tsx'
import { paths } from '../../paths.ts'
import { usePullActions } from '../../pulls/pullActions.ts'
import { type ShownPull, useAllPulls } from '../../pulls/pullList.ts'
import { pulls } from '../../pulls/pullStore.ts'
import type { Matrix } from './matrixModel.ts'
import { sameProgress, type SameProgress } from './sameProgress.ts'
import { forgetSameRun, type SameRun } from './sameRuns.ts'

interface Props {
  readonly run: SameRun
  readonly matrix: Matrix
}

/** Pulls that were asked for together: how far they are, and stopping them. */
export function SameRunView({ run, matrix }: Props) {
  const t = useTranslations('matrix.run')
  const f = useFormat()
  const progress = sameProgress(run, useAllPulls(), matrix)
  const { done, running, waiting, failed, stopped } = progress
  const total = run.targets.length
  const counts = [
    t('done', { count: done }),
    running.length > 0 && t('running', { count: running.length }),
    waiting.length > 0 && t('waiting', { count: waiting.length }),
    failed.length > 0 && t('failed', { count: failed.length }),
    stopped > 0 && t('stopped', { count: stopped }),
  ].filter((one) => one !== false)
  const servers = new Set(run.targets.map(({ server }) => server)).size
  return (
    <Panel
      title={t('title', { count: total, servers })}
      description={t('began', { time: f.timeWithZone(run.startedAt) })}
      actions={<Actions run={run} progress={progress} />}
    >
      <div className="flex flex-col gap-2 text-sm">
        <ProgressBar
          value={(done / Math.max(1, total)) * 100}
          label={t('progress')}
          tone={
            failed.length > 0 ? 'bad' : running.length + waiting.length > 0 ? 'busy' : stopped > 0 ? 'warn' : 'good'
          }
          text={counts.join(', ')}
        />
        <output className="flex flex-wrap gap-x-4 text-ink-2 tabular-nums">
          {counts.map((count) => (
            <span key={count}>{count}</span>
          ))}
        </output>
      </div>
    </Panel>
  )
}

function Actions({ run, progress }: { readonly run: SameRun; readonly progress: SameProgress }) {
  const t = useTranslations('matrix.run')
  const confirm = useConfirm()
  const actions = usePullActions()
  const { running, waiting, failed } = progress
  const mayChange = useMayChange()

  async function stopAll(): Promise<void> {
    const isSure = await confirm({
      title: t('stopTitle', { count: running.length }),
      body: t('stopBody'),
      consequences: [t('stopStays'), t('stopLost')],
      confirmLabel: t('stopConfirm'),
      cancelLabel: t('keep'),
      tone: 'danger',
    })
    if (!isSure) return
    // First those that wait: else each place that becomes free would begin another one.
    for (const pull of waiting) cancel(pull)
    for (const pull of running) cancel(pull)
  }

  return (
    <>
      {mayChange && waiting.length > 0 && (
        <Button size="sm" onClick={() => waiting.forEach(cancel)}>
          {t('stopWaiting', { count: waiting.length })}
        </Button>
      )}
      {mayChange && running.length > 0 && (
        <Button size="sm" tone="danger" onClick={() => void stopAll()}>
          {t('stopAll')}
        </Button>
      )}
      {mayChange && failed.length > 0 && (
        <Button size="sm" onClick={() => void Promise.all(failed.map((pull) => actions.retry(pull)))}>
          {t('retry', { count: failed.length })}
        </Button>
      )}
      <Link to={paths.pulls} className={buttonClass({ size: 'sm' })}>
        {t('toPulls')}
      </Link>
      {waiting.length + running.length === 0 && (
        <Button size="sm" tone="quiet" onClick={() => forgetSameRun(run.id)}>
          {t('dismiss')}
        </Button>
      )}
    </>
  )
}

function cancel(pull: ShownPull): void {
  if (pull.tab === null) pulls().cancel(pull.key)
  else pulls().cancelElsewhere({ ...pull, tab: pull.tab })
}
