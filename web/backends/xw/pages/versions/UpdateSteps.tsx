import { CircleCheck, CircleDashed, CircleMinus, CircleX, LoaderCircle } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useNow } from '@/kit/now.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { cx } from '@/ui/cx.ts'
import { type ServerUpdate, type StepState, type UpdateStep, updateSteps } from '../../updates/updateRun.ts'

const looks = {
  waiting: { icon: CircleDashed, colour: 'text-idle' },
  running: { icon: LoaderCircle, colour: 'text-busy' },
  away: { icon: LoaderCircle, colour: 'text-warn' },
  done: { icon: CircleCheck, colour: 'text-good' },
  skipped: { icon: CircleMinus, colour: 'text-idle' },
  failed: { icon: CircleX, colour: 'text-bad' },
} as const

interface Props {
  readonly one: ServerUpdate
  /** Fit for a sentence. */
  readonly name: string
}

/** The steps, each with how it does. */
export function UpdateSteps({ one, name }: Props) {
  const t = useTranslations('versions.run')
  return (
    <ol aria-label={t('steps', { server: name })} className="flex flex-wrap gap-x-6 gap-y-1">
      {updateSteps.map((step) => (
        <Step key={step} step={step} state={one.steps[step]} name={name} />
      ))}
    </ol>
  )
}

interface StepProps {
  readonly step: UpdateStep
  readonly state: StepState
  readonly name: string
}

function Step({ step, state, name }: StepProps) {
  const t = useTranslations('versions.run')
  const words = useStepWords()
  const { icon: Icon, colour } = looks[state.kind]
  const isMoving = state.kind === 'running' || state.kind === 'away'
  return (
    <li className="flex min-w-0 items-start gap-1.5">
      <Icon aria-hidden className={cx('mt-0.5 size-4 shrink-0', colour, isMoving && 'animate-spin')} />
      <span className="min-w-0">
        <span className="font-medium">{t(`step.${step}`)}</span>{' '}
        <span className="text-ink-3 tabular-nums">{words(step, state, name)}</span>
      </span>
    </li>
  )
}

function useStepWords(): (step: UpdateStep, state: StepState, name: string) => string {
  const t = useTranslations('versions.run')
  const f = useFormat()
  const now = useNow(1000)
  const since = (at: number): string => f.duration(Math.max(0, now - at))
  return (step, state, name) => {
    switch (state.kind) {
      case 'waiting':
      case 'failed':
        return t(`stepState.${state.kind}`)
      case 'running':
        return t(step === 'update' ? 'stepState.updateRunning' : 'stepState.running', { time: since(state.since) })
      case 'away':
        return t('stepState.away', { server: name, time: since(state.since) })
      case 'done':
        return t('stepState.done', { time: f.duration(state.tookMs) })
      case 'skipped':
        return t(`skipped.${state.why}`)
    }
  }
}
