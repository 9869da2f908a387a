import { useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { useMayChange } from '@/kit/mayChange.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { Button } from '@/ui/Button.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import { compareVitals, illOf } from '../../schema/census.ts'
import { updateRuns } from '../../updates/updateActions.ts'
import { currentStep, isGoing, type ServerUpdate, type UpdateRun } from '../../updates/updateRun.ts'
import { ServerLink } from '../ServerLink.tsx'
import { UpdateFailure } from './UpdateFailure.tsx'
import { UpdateOutcome } from './UpdateOutcome.tsx'
import { UpdateSteps } from './UpdateSteps.tsx'

interface Props {
  readonly run: UpdateRun
  readonly one: ServerUpdate
}

const tones = {
  waiting: 'idle',
  running: 'busy',
  done: 'good',
  ill: 'warn',
  failed: 'bad',
  interrupted: 'warn',
} as const

/** One server's way: its steps, what went wrong, and what is different afterwards. */
export function ServerUpdateView({ run, one }: Props) {
  const t = useTranslations('versions.run')
  const at = useServers('xw').find(({ id }) => id === one.server)
  const name = inSentence(at?.label ?? one.server)
  const phase = one.phase === 'done' && isIll(one) ? 'ill' : one.phase
  return (
    <div className="flex min-w-0 flex-col gap-2 text-sm">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="font-medium">
          {at === undefined ? <ServerText text={one.server} max={40} /> : <ServerLink at={at} />}
        </span>
        <StatusBadge tone={tones[phase]}>{t(`serverPhase.${phase}`)}</StatusBadge>
        {one.before !== null && (
          <span className="font-mono text-ink-2">
            {t('fromTo', { from: inSentence(one.before.set ?? '–', 40), to: inSentence(one.to, 40) })}
          </span>
        )}
        <span className="ms-auto">
          <Retry run={run} one={one} />
        </span>
      </div>
      {one.phase !== 'waiting' && <UpdateSteps one={one} name={name} />}
      <Remarks one={one} name={name} />
      <UpdateFailure one={one} name={name} />
      {one.after !== null && one.before !== null && (
        <UpdateOutcome
          before={one.before}
          after={one.after}
          name={name}
          isOneOfMany={run.servers.length > 1 && one.phase === 'done'}
        />
      )}
    </div>
  )
}

function isIll({ before, after }: ServerUpdate): boolean {
  return illOf(compareVitals(before?.vitals ?? [], after?.vitals ?? [])).length > 0
}

function Retry({ run, one }: Props) {
  const t = useTranslations('versions.run')
  const runs = updateRuns(useQueryClient())
  const mayChange = useMayChange()
  if (!mayChange || one.phase !== 'failed' || isGoing(run)) return null
  return (
    <Button size="sm" icon={RotateCw} onClick={() => runs.retry(run.id, one.server)}>
      {currentStep(one) === 'reload' ? t('retryReload') : t('retry')}
    </Button>
  )
}

function Remarks({ one, name }: { readonly one: ServerUpdate; readonly name: string }) {
  const t = useTranslations('versions.run')
  const f = useFormat()
  const { restarted, answerLost, restartRequired, steps, now, phase } = one
  const isReloaded = steps.reload.kind === 'done'
  const lines = [
    answerLost && t('answerLost'),
    restarted !== null &&
      (restarted.goneMs === null
        ? t('restartedShort', { server: name })
        : t('restarted', { server: name, time: f.duration(restarted.goneMs) })),
    restartRequired && restarted === null && isReloaded && t('restartRequired'),
    phase === 'interrupted' && now !== null && now.set !== null
      ? t('now', { set: inSentence(now.set, 40), running: inSentence(now.running ?? '–', 40) })
      : phase === 'interrupted' && t('nowUnknown'),
    phase === 'interrupted' && t('nowGoOn'),
  ].filter((line) => line !== false)
  if (lines.length === 0) return null
  return (
    <ul className="flex flex-col gap-1 text-ink-2">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
