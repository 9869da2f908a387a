import { useMutation, useQueryClient } from '@tanstack/react-query'
import { RotateCw, Undo2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useConfirm } from '@/kit/confirm.tsx'
import { useMayChange } from '@/kit/mayChange.ts'
import { useNow } from '@/kit/now.ts'
import { ProblemNotice } from '@/kit/ProblemNotice.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import type { Problem } from '@/net/problem.ts'
import { Button } from '@/ui/Button.tsx'
import { Disclosure } from '@/ui/Disclosure.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ProgressBar } from '@/ui/ProgressBar.tsx'
import type { Tone } from '@/ui/tone.ts'
import { bulkRuns, startBulkUndo } from '../../bulk/bulkActions.ts'
import { isGoing, ROW_OUTCOMES, tally, type BulkRun, type Tally } from '../../bulk/bulkRun.ts'
import { useAllBulkRuns } from '../../bulk/bulkRuns.ts'
import { CONFIRM_WITHIN_MS } from '../../schema/pendingWrites.ts'
import { BulkOutcome } from './BulkOutcome.tsx'
import { BulkPhaseText } from './BulkPhaseText.tsx'
import { BulkResults } from './BulkResults.tsx'
import { useChangeText } from './useChangeText.ts'

interface Props {
  readonly at: Endpoint
  readonly run: BulkRun
  readonly all: readonly BulkRun[]
}

/** One run: how far it is, what became of its rows, and what can be done about it. */
export function BulkRunView({ at, run, all }: Props): ReactNode {
  const t = useTranslations('changes.run')
  const f = useFormat()
  const changeText = useChangeText()
  const [isOpen, setOpen] = useState(false)
  const isUnkept = useAllBulkRuns(({ unkept }) => unkept.includes(run.id))
  const now = useNow(5000)
  const counts = useMemo(() => tally(run.rows, now, CONFIRM_WITHIN_MS), [run.rows, now])
  const total = run.rows.length
  const sent = total - counts.waiting
  const source = run.what.kind === 'undo' ? all.find(({ id }) => run.what.kind === 'undo' && id === run.what.of) : run
  const what = source?.what.kind === 'edit' ? changeText(source.what.change) : ''

  return (
    <Panel
      title={t(`title.${run.what.kind}`, { count: total })}
      description={[what, t('began', { time: f.timeWithZone(run.startedAt) })].filter(Boolean).join(' · ')}
    >
      <div className="flex flex-col gap-3">
        <BulkPhaseText run={run} sent={sent} />
        {isUnkept && <p className="text-sm text-warn">{t('unkept')}</p>}
        <ProgressBar
          value={total === 0 ? 100 : (sent / total) * 100}
          label={t('progress')}
          tone={toneOf(run, counts)}
          text={t('phase.running', { done: sent, total })}
        />
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {ROW_OUTCOMES.filter((outcome) => counts[outcome] > 0).map((outcome) => (
            <li key={outcome} title={t(`outcomeHint.${outcome}`)}>
              <BulkOutcome outcome={outcome} count={counts[outcome]} />
            </li>
          ))}
        </ul>
        <Actions at={at} run={run} counts={counts} isAnyGoing={all.some(isGoing)} />
        <Disclosure summary={t('results')} open={isOpen} onOpenChange={setOpen}>
          {isOpen && <BulkResults run={run} counts={counts} now={now} />}
        </Disclosure>
      </div>
    </Panel>
  )
}

function toneOf(run: BulkRun, counts: Tally): Tone {
  if (run.phase.kind === 'paused' || run.phase.kind === 'interrupted') return 'warn'
  if (isGoing(run)) return 'busy'
  return counts.refused > 0 || counts.waiting > 0 ? 'warn' : 'good'
}

interface ActionsProps {
  readonly at: Endpoint
  readonly run: BulkRun
  readonly counts: Tally
  readonly isAnyGoing: boolean
}

function Actions({ at, run, counts, isAnyGoing }: ActionsProps): ReactNode {
  const t = useTranslations('changes.run')
  const confirm = useConfirm()
  const queryClient = useQueryClient()
  const runs = bulkRuns(queryClient)
  const undo = useMutation<string, Problem>({ mutationFn: () => startBulkUndo(at, queryClient, run) })
  const mayChange = useMayChange()
  const going = isGoing(run)
  const accepted = run.rows.length - counts.waiting - counts.refused - counts.skipped
  const busy = isAnyGoing ? t('undoBusy') : null

  const askUndo = async () => {
    const isRevalidation = run.rows.some(({ to }) => to.validStatus === 'valid')
    const isSure = await confirm({
      title: t('undoTitle', { count: accepted }),
      consequences: [
        t('undoConsequences.back'),
        t('undoConsequences.others'),
        ...(isRevalidation ? [t('undoConsequences.invalid')] : []),
      ],
      confirmLabel: t('undoConfirm'),
      ...(isRevalidation ? { tone: 'danger' as const } : {}),
    })
    if (isSure) undo.mutate()
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      {mayChange && run.phase.kind === 'paused' && (
        <Button size="sm" onClick={() => runs.tryNow(run.id)}>
          {t('tryNow')}
        </Button>
      )}
      {going && (
        <Button size="sm" onClick={() => runs.stop(run.id)}>
          {t('stop')}
        </Button>
      )}
      {mayChange && !going && counts.waiting > 0 && (
        <Button size="sm" tone="primary" disabledReason={busy} onClick={() => runs.goOn(at, run.id)}>
          {t('goOnNamed', { count: counts.waiting })}
        </Button>
      )}
      {mayChange && !going && counts.refused > 0 && (
        <Button size="sm" icon={RotateCw} disabledReason={busy} onClick={() => runs.retryRefused(at, run.id)}>
          {t('retry', { count: counts.refused })}
        </Button>
      )}
      {mayChange && !going && accepted > 0 && run.what.kind === 'edit' && (
        <Button size="sm" icon={Undo2} busy={undo.isPending} disabledReason={busy} onClick={() => void askUndo()}>
          {t('undo')}
        </Button>
      )}
      {!going && (
        <Button size="sm" tone="quiet" onClick={() => runs.dismiss(run.id)}>
          {t('dismiss')}
        </Button>
      )}
      {undo.error && (
        <div className="basis-full">
          <ProblemNotice problem={undo.error} compact />
        </div>
      )}
    </div>
  )
}
