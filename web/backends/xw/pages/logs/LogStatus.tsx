import { useTranslations } from 'use-intl'
import { useNow } from '@/kit/now.ts'
import { ProblemNotice } from '@/kit/ProblemNotice.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { StatusBadge } from '@/ui/StatusBadge.tsx'
import { logProblem } from '../../queriesLogs.ts'
import { type LogConnection, logLimits, type LogState } from '../../schema/logRow.ts'

interface Props {
  readonly at: Endpoint
  readonly alias: string
  readonly connection: LogConnection
  readonly state: LogState | null
  readonly onConnect: () => void
}

interface InDoubt {
  /** It has ended, and whether its instance still runs is not known yet. */
  readonly isInDoubt: boolean
}

/** How reading a log goes, in one badge. */
export function LogBadge({ connection, state }: Pick<Props, 'connection' | 'state'>) {
  const t = useTranslations('logs')
  switch (connection.kind) {
    case 'waiting':
      return <StatusBadge tone="warn">{t('is.waiting')}</StatusBadge>
    case 'connecting':
      return <StatusBadge tone="busy">{t('is.connecting')}</StatusBadge>
    case 'following':
      return state?.isCatchingUp ? (
        <StatusBadge tone="busy">{t('is.catchingUp')}</StatusBadge>
      ) : (
        <StatusBadge tone="good">{t('is.following')}</StatusBadge>
      )
    case 'ended':
      return <StatusBadge tone="idle">{t('is.ended')}</StatusBadge>
    case 'closed':
      return <StatusBadge tone="warn">{t('is.closed')}</StatusBadge>
    case 'retrying':
      return <StatusBadge tone="bad">{t('is.retrying')}</StatusBadge>
    case 'gone':
      return <StatusBadge tone="bad">{t('is.gone')}</StatusBadge>
  }
}

/** What an operator has to know, or can do, about a log that is not being followed. */
export function LogTrouble({ at, alias, connection, isInDoubt, onConnect }: Omit<Props, 'state'> & InDoubt) {
  const t = useTranslations('logs')
  const format = useFormat()
  const now = useNow()
  const names = { name: inSentence(alias), server: inSentence(at.label) }
  switch (connection.kind) {
    case 'connecting':
    case 'following':
      return null
    case 'waiting':
      return <p className="border-b border-line px-3 py-1.5 text-sm text-ink-2">{t('trouble.waiting')}</p>
    case 'ended':
      return (
        <Told action={t('trouble.readAgain')} onAction={onConnect}>
          {t(isInDoubt ? 'trouble.inDoubt' : 'trouble.ended', { ...names, time: format.timeWithZone(connection.at) })}
        </Told>
      )
    case 'closed':
      return (
        <Told action={t('trouble.now')} onAction={onConnect}>
          {t('trouble.closed', {
            ...names,
            time: format.timeWithZone(connection.at),
            duration: format.duration(Math.max(0, connection.retryAt - now)),
          })}
        </Told>
      )
    case 'gone':
      return (
        <Told action={t('trouble.readAgain')} onAction={onConnect}>
          {t('trouble.gone', names)}
        </Told>
      )
    case 'retrying':
      return (
        <div className="flex flex-col gap-1 border-b border-line p-2">
          <ProblemNotice compact problem={logProblem(at, connection.facts, connection.at)} onRetry={onConnect} />
          <p className="px-1 text-xs text-ink-3">
            {t('trouble.again', { duration: format.duration(Math.max(0, connection.retryAt - now)) })}
          </p>
        </div>
      )
  }
}

function Told(props: { readonly children: string; readonly action: string; readonly onAction: () => void }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-3 py-1.5 text-sm text-ink-2">
      <p className="min-w-0 wrap-anywhere">{props.children}</p>
      <Button size="sm" onClick={props.onAction}>
        {props.action}
      </Button>
    </div>
  )
}

/** How much there is, and what is kept of it. */
export function LogAmount({ state }: { readonly state: LogState | null }) {
  const t = useTranslations('logs')
  const format = useFormat()
  if (!state) return null
  const bound = { lines: format.number(logLimits.rows), bytes: format.bytes(logLimits.bytes) }
  return (
    <p className="min-w-0 truncate text-xs text-ink-3 tabular-nums" title={t('bound', bound)}>
      {t('amount', { lines: state.lines, bytes: format.bytes(state.bytes) })}
      {state.dropped > 0 &&
        ` · ${t('dropped', { lines: state.dropped, time: format.dateTime(state.keptFrom), ...boundOf(bound) })}`}
    </p>
  )
}

function boundOf({ lines, bytes }: { readonly lines: string; readonly bytes: string }) {
  return { maxLines: lines, maxBytes: bytes }
}
