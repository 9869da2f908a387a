import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useNow } from '@/kit/now.ts'
import { ProblemNotice } from '@/kit/ProblemNotice.tsx'
import { useProblemText } from '@/kit/problemText.ts'
import { useReachability } from '@/kit/reachability.ts'
import { useFormat } from '@/kit/useFormat.ts'
import type { Problem } from '@/net/problem.ts'
import { CopyButton } from '@/ui/CopyButton.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { usePullNames } from '../../pulls/pullNames.ts'
import type { FailReason, PullState } from '../../pulls/pullState.ts'

const WORDS_MAX = 600

/** What a pull is doing, or why it does nothing, in a sentence or two. */
export function PullSentence({ pull }: { readonly pull: PullState }) {
  const t = useTranslations('pullPages.said')
  const f = useFormat()
  const names = usePullNames()(pull)
  const { phase, words, progress, since } = pull
  const { state } = useReachability({ kind: 'xw', id: pull.server })

  switch (phase.kind) {
    case 'queued':
      if (state === 'sign-in') return <Said>{t('waitsForSignIn', { server: names.server })}</Said>
      return <Said>{phase.position === null ? t('queued') : t('queuedAt', { position: phase.position })}</Said>
    case 'starting':
      return <Said>{words === null ? t('starting') : <ServerText text={words} max={WORDS_MAX} />}</Said>
    case 'downloading':
      // A line in no known form is shown as it came.
      return progress === null && words !== null ? (
        <Said>
          <ServerText text={words} max={WORDS_MAX} />
        </Said>
      ) : null
    case 'verifying':
      return <Said>{t('verifying')}</Said>
    case 'stalled':
      return <Stalled since={phase.since} server={names.server} unreadable={pull.unreadable?.count ?? 0} />
    case 'retrying':
      return (
        <Said>
          <BrokenOff problem={phase.problem} server={names.server} />{' '}
          <Countdown until={phase.nextAt}>
            {(when) => t('retrying', { attempt: phase.attempt, limit: phase.limit, when })}
          </Countdown>
        </Said>
      )
    case 'waiting-for-lock': {
      const { lock, attempt, limit } = phase
      return (
        <Said>
          <Countdown until={phase.nextAt}>
            {(when) =>
              limit === null
                ? t('patientLock', { ...names, pid: lock.pid.toString(), since: f.dateTime(lock.time), when })
                : t('ownLock', { ...names, pid: lock.pid.toString(), attempt, limit, when })
            }
          </Countdown>
        </Said>
      )
    }
    case 'held-elsewhere':
      return (
        <Said>
          {t('heldElsewhere', { ...names, pid: phase.lock.pid.toString(), since: f.dateTime(phase.lock.time) })}
        </Said>
      )
    case 'stale-lock':
      return (
        <Said>
          {t('staleLock', { ...names, time: f.dateTime(phase.lock.time), started: f.dateTime(phase.startedAt) })}
          <Path path={phase.lock.path} otherwise={t('staleNoPath')} />
        </Said>
      )
    case 'finished':
      return (
        <Said>
          {phase.path === null ? t('finishedPlain') : t('finished')}
          {phase.path !== null && <Path path={phase.path} otherwise="" />}
          {phase.at - since >= 1_000 && t('finishedIn', { duration: f.duration(phase.at - since) })}
        </Said>
      )
    case 'failed':
      return <Failed reason={phase.reason} server={names.server} />
    case 'cancelled':
      return <Said>{t('cancelled')}</Said>
  }
}

function Said({ children }: { readonly children: ReactNode }) {
  return <div className="max-w-prose text-sm wrap-anywhere text-ink-2">{children}</div>
}

interface StalledProps {
  readonly since: number
  readonly server: string
  /** So many events came since that make no sense. */
  readonly unreadable: number
}

function Stalled({ since, server, unreadable }: StalledProps) {
  const t = useTranslations('pullPages.said')
  const f = useFormat()
  const now = useNow(1_000)
  const told = { server, duration: f.duration(Math.max(0, now - since)) }
  return <Said>{unreadable > 0 ? t('unreadable', { ...told, count: unreadable }) : t('stalled', told)}</Said>
}

function Countdown({ until, children }: { readonly until: number; readonly children: (when: string) => string }) {
  const t = useTranslations('pullPages.said')
  const f = useFormat()
  const left = until - useNow(1_000)
  return <>{children(left < 1_000 ? t('now') : t('in', { duration: f.duration(left) }))}</>
}

function BrokenOff({ problem, server }: { readonly problem: Problem | null; readonly server: string }) {
  const t = useTranslations('pullPages.said')
  const problemText = useProblemText()
  // What dropped needs no more words; other failures (the server is away) have their own.
  if (problem === null || problem.kind === 'broken-off') return <>{t('brokenOff', { server })}</>
  return <>{problemText(problem).title}.</>
}

function Path({ path, otherwise }: { readonly path: string | null; readonly otherwise: string }) {
  if (path === null) return <span className="block">{otherwise}</span>
  return (
    <span className="my-1 flex items-center gap-1">
      <code className="min-w-0 rounded-sm bg-hover px-1.5 py-0.5 text-xs text-ink">
        <ServerText text={path} mono max={1_000} />
      </code>
      <CopyButton text={path} />
    </span>
  )
}

function Failed({ reason, server }: { readonly reason: FailReason; readonly server: string }) {
  const t = useTranslations('pullPages.said')
  const pulls = useTranslations('pulls')
  if (reason.kind === 'problem') return <ProblemNotice problem={reason.problem} compact />
  if (reason.kind === 'server-said') {
    return (
      <Said>
        {t('serverSaid', { server })}
        <ServerText text={reason.words} max={2_000} block placeholder={pulls('noWords')} className="mt-1 text-bad" />
      </Said>
    )
  }
  return (
    <Said>
      {t('gaveUp', { attempts: reason.attempts })} <BrokenOff problem={reason.problem} server={server} />
    </Said>
  )
}
