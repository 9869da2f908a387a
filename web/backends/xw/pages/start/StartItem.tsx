import { useTranslations } from 'use-intl'
import { HeldBackNote } from '@/kit/HeldBackNote.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import type { Tone } from '@/ui/tone.ts'
import { useStartNames } from '../../starts/startNames.ts'
import { isStartStreaming, type StartPhaseKind, type StartState } from '../../starts/startState.ts'
import { StartButtons } from './StartButtons.tsx'
import { StartFailureView } from './StartFailureView.tsx'
import { StartLayers } from './StartLayers.tsx'
import { StartLogDisclosure } from './StartLogDisclosure.tsx'
import { StartSentence } from './StartSentence.tsx'
import { StartStages } from './StartStages.tsx'

const toneOf = {
  'waiting-for-model': 'idle',
  removing: 'busy',
  queued: 'idle',
  preparing: 'busy',
  image: 'busy',
  container: 'busy',
  stalled: 'warn',
  looking: 'busy',
  loading: 'busy',
  ready: 'good',
  failed: 'bad',
  cancelled: 'idle',
} as const satisfies Record<StartPhaseKind, Tone>

interface Props {
  readonly start: StartState
  /** Without its stages, layers and log. */
  readonly compact: boolean
}

/** One start of this tab, with everything that is known of it. */
export function StartItem({ start, compact }: Props) {
  const t = useTranslations('starts')
  const names = useStartNames()(start)
  const { phase, alias, modelId } = start
  return (
    <article aria-label={t('panel.name', names)} className="flex min-w-0 flex-col gap-3 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h3 className="min-w-0 flex-1 basis-56 text-sm">
          <ServerText text={alias} max={80} className="font-medium" />{' '}
          <span className="text-ink-3">{modelId === alias ? t('panel.on', names) : t('panel.modelOn', names)}</span>
        </h3>
        <StatusBadge tone={toneOf[phase.kind]}>{t(`phase.${phase.kind}`)}</StatusBadge>
        <StartButtons start={start} />
      </div>
      {!compact && <StartStages start={start} />}
      <StartSentence start={start} />
      {isStartStreaming(phase) && <HeldBackNote server={{ kind: 'xw', id: start.server }} />}
      {phase.kind === 'failed' && <StartFailureView start={start} reason={phase.reason} />}
      {!compact && isStartStreaming(phase) && start.layers.length > 0 && <StartLayers layers={start.layers} />}
      {!compact && start.askedAt !== null && !start.isTakenOver && <StartLogDisclosure start={start} />}
    </article>
  )
}
