import { Check, Circle, LoaderCircle, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { cx } from '@/ui/cx.ts'
import { VisuallyHidden } from '@/ui/VisuallyHidden.tsx'
import type { StartPhase, StartState } from '../../starts/startState.ts'

const stages = ['model', 'remove', 'prepare', 'image', 'container', 'load', 'ready'] as const
type Stage = (typeof stages)[number]
type Standing = 'done' | 'now' | 'ahead' | 'ended'

/** The way from the order to the ready instance, and where it stands. */
export function StartStages({ start }: { readonly start: StartState }) {
  const t = useTranslations('starts.stage')
  const current = stageOf(start)
  const shown = stages.filter((stage) => isOnTheWay(stage, start))
  const at = shown.indexOf(current)
  return (
    <ol aria-label={t('label')} className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {shown.map((stage, index) => {
        const standing = standingOf(index, at, start.phase)
        return (
          <li
            key={stage}
            aria-current={standing === 'now' ? 'step' : undefined}
            className={cx('flex items-center gap-1.5', standing === 'ahead' ? 'text-ink-3' : 'text-ink')}
          >
            <Mark standing={standing} />
            {t(stage)}
            <VisuallyHidden>. {t(`is.${standing}`)}</VisuallyHidden>
          </li>
        )
      })}
    </ol>
  )
}

function Mark({ standing }: { readonly standing: Standing }) {
  switch (standing) {
    case 'done':
      return <Check aria-hidden className="size-3.5 text-good" />
    case 'now':
      return <LoaderCircle aria-hidden className="size-3.5 animate-spin text-busy" />
    case 'ended':
      return <X aria-hidden className="size-3.5 text-bad" />
    case 'ahead':
      return <Circle aria-hidden className="size-3.5 text-ink-3" strokeWidth={1.5} />
  }
}

function isOnTheWay(stage: Stage, { afterPull, replaces, layers, phase }: StartState): boolean {
  if (stage === 'model') return afterPull
  if (stage === 'remove') return replaces !== null
  // Most machines have the image already: it is a stage only where it is one.
  if (stage === 'image') return layers.length > 0 || phase.kind === 'image'
  return true
}

function stageOf({ phase, seen, layers, steps, askedAt, replaces, afterPull }: StartState): Stage {
  switch (phase.kind) {
    case 'waiting-for-model':
      return 'model'
    case 'removing':
      return 'remove'
    case 'queued':
    case 'preparing':
      return 'prepare'
    case 'image':
    case 'container':
      return phase.kind
    case 'stalled':
      return phase.before === 'preparing' ? 'prepare' : phase.before
    case 'looking':
      return 'container'
    case 'loading':
      return 'load'
    case 'ready':
      return 'ready'
    case 'failed':
    case 'cancelled':
      if (seen !== null) return 'load'
      if (layers.some(({ isDone }) => !isDone)) return 'image'
      if (layers.length > 0) return 'container'
      if (askedAt !== null || steps.length > 0) return 'prepare'
      return afterPull ? 'model' : replaces === null ? 'prepare' : 'remove'
  }
}

function standingOf(index: number, at: number, phase: StartPhase): Standing {
  if (index < at || phase.kind === 'ready') return 'done'
  if (index > at) return 'ahead'
  return phase.kind === 'failed' || phase.kind === 'cancelled' ? 'ended' : 'now'
}
