import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { ReactNode } from 'react'
import { useMayChange } from '@/kit/mayChange.ts'
import { useNow } from '@/kit/now.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { Button } from '@/ui/Button.tsx'
import { linkClass } from '@/ui/link.ts'
import { ProgressBar } from '@/ui/ProgressBar.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { usePullActions } from '../../pulls/pullActions.ts'
import { PullLine } from '../../pulls/PullLine.tsx'
import { usePull } from '../../pulls/pullList.ts'
import { useStartNames } from '../../starts/startNames.ts'
import type { StartState } from '../../starts/startState.ts'
import { useTypicalLoad } from '../../starts/startTimes.ts'

/** What a start does now, in a sentence; how it ended where it failed is told apart. */
export function StartSentence({ start }: { readonly start: StartState }) {
  const t = useTranslations('starts.sentence')
  const f = useFormat()
  const names = useStartNames()(start)
  const { phase, steps, isInstallingEngine } = start
  switch (phase.kind) {
    case 'waiting-for-model':
      return <AwaitedPull start={start} />
    case 'removing':
      return <Sentence>{t('removing')}</Sentence>
    case 'queued':
      return <Sentence>{t('queued')}</Sentence>
    case 'preparing':
    case 'image':
    case 'container':
      return (
        <Sentence>
          {isInstallingEngine && `${t('installing', names)} `}
          <ServerText text={steps.at(-1)?.text ?? null} max={300} placeholder={t('asked', names)} />
        </Sentence>
      )
    case 'stalled':
      return <Sentence>{t('stalled', { time: f.timeWithZone(phase.since) })}</Sentence>
    case 'looking':
      return <Sentence>{t('looking', names)}</Sentence>
    case 'loading':
      return <Loading start={start} since={phase.since} />
    case 'ready':
      return (
        <Sentence>
          {phase.loadMs === null
            ? t('ready', names)
            : t('readyAfter', { ...names, duration: f.duration(phase.loadMs) })}{' '}
          {start.port !== null && t('port', { port: String(start.port) })}
        </Sentence>
      )
    case 'failed':
      return null
    case 'cancelled':
      return <Sentence>{phase.goesOn ? t('left', names) : t('cancelled')}</Sentence>
  }
}

function Sentence({ children }: { readonly children: ReactNode }) {
  return <p className="min-w-0 text-sm wrap-anywhere text-ink-2">{children}</p>
}

function Loading({ start, since }: { readonly start: StartState; readonly since: number }) {
  const t = useTranslations('starts.sentence')
  const f = useFormat()
  const now = useNow(1000)
  const { server, modelId, request } = start
  const typical = useTypicalLoad({ server, modelId, engine: request.backend_type })
  const sinceMs = Math.max(0, now - since)
  const duration = f.duration(sinceMs)
  const words =
    typical === null ? t('loadingUnknown', { duration }) : t('loading', { duration, typical: f.duration(typical) })
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <p className="text-sm text-ink-2 tabular-nums">{words}</p>
      <ProgressBar
        size="sm"
        label={t('loadingBar')}
        text={words}
        // How long it takes is an estimate: only being ready is the whole.
        value={typical === null ? null : Math.min(95, (sinceMs / typical) * 95)}
      />
    </div>
  )
}

function AwaitedPull({ start: { server, modelId } }: { readonly start: StartState }) {
  const t = useTranslations('starts.sentence')
  const target = { server, model: modelId }
  const pull = usePull(target)
  const pulls = usePullActions()
  const tReadOnly = useTranslations('readOnly')
  const mayChange = useMayChange()
  return (
    <div className="flex min-w-0 flex-col items-start gap-2 text-sm text-ink-2">
      <p>
        {t(pull ? 'waitingForPull' : 'waitingWithoutPull')}{' '}
        <Link to="/pulls" className={linkClass}>
          {t('pulls')}
        </Link>
      </p>
      {pull ? (
        <div className="w-full min-w-0">
          <PullLine pull={pull} />
        </div>
      ) : (
        mayChange && (
          <Button size="sm" onClick={() => void pulls.start([target])}>
            {t('pullIt')}
          </Button>
        )
      )}
      {!mayChange && <p className="text-ink-3">{tReadOnly('waits')}</p>}
    </div>
  )
}
