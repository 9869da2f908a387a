import { CircleX, KeyRound, RotateCw, TriangleAlert } from 'lucide-react'
import { use } from 'react'
import { useTranslations } from 'use-intl'
import { isUnreachable } from '@/net/problem.ts'
import type { Problem } from '@/net/problem.ts'
import { Button, buttonClass } from '@/ui/Button.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import { cx } from '@/ui/cx.ts'
import { Disclosure } from '@/ui/Disclosure.tsx'
import { KeyValue } from '@/ui/KeyValue.tsx'
import type { KeyValueItem } from '@/ui/KeyValue.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { useConnections } from './connections.ts'
import { caseOf, useProblemText } from './problemText.ts'
import { useReachability } from './reachability.ts'
import { signInUrl } from './signInUrl.ts'
import { ToldAbove } from './toldAbove.ts'
import { useFormat } from './useFormat.ts'

interface Props {
  readonly problem: Problem
  readonly onRetry?: (() => void) | undefined
  /** An attempt is under way. */
  readonly isRetrying?: boolean | undefined
  /** One line and the rest on demand: beside data that is there. */
  readonly compact?: boolean | undefined
}

/** A failed call, to the person on call: which server, what happened, what to try, and all details on demand. */
export function ProblemNotice({ problem, onRetry, isRetrying, compact = false }: Props) {
  const t = useTranslations('problem')
  const { title, what, tries, words } = useProblemText()(problem)
  const is = caseOf(problem)
  const { state } = useReachability(problem.server)
  const { kind, id, label } = problem.server
  const isAbove = use(ToldAbove).some((at) => at.kind === kind && at.id === id)
  // Said once, above every page or above the parts of this one; then whatever failed is asked again by itself.
  const waits =
    is === 'sign-in' && state === is
      ? 'waitsForSignIn'
      : isAbove && state === 'down' && isUnreachable(problem)
        ? 'waitsForAnswer'
        : null
  if (onRetry && waits) {
    // What is still shown says itself how old it is.
    if (compact && waits === 'waitsForAnswer') return null
    return (
      <output data-problem={is} className="block text-sm text-ink-2">
        {t(waits, { server: inSentence(label) })}
      </output>
    )
  }
  const Icon = is === 'sign-in' ? KeyRound : compact ? TriangleAlert : CircleX
  const tone = is === 'sign-in' || compact ? 'text-warn' : 'text-bad'

  const explanation = (
    <>
      <p>{what}</p>
      {words !== null && (
        <div>
          <p>{t('said')}</p>
          <blockquote className="mt-1 border-s-2 border-line-strong ps-3 text-ink">
            <ServerText text={words} max={2000} block />
          </blockquote>
        </div>
      )}
      <ul className="list-disc ps-5 marker:text-ink-3">
        {tries.map((suggestion) => (
          <li key={suggestion}>{suggestion}</li>
        ))}
      </ul>
    </>
  )
  const details = <Details problem={problem} />

  return (
    <div
      role={compact ? 'status' : 'alert'}
      data-problem={is}
      className={cx(
        'flex min-w-0 gap-3 rounded-lg border border-line bg-surface text-sm',
        compact ? 'px-3 py-2' : 'p-4',
      )}
    >
      <Icon aria-hidden className={cx('mt-0.5 size-4 shrink-0', tone)} />
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <p className="font-medium wrap-anywhere text-ink">{title}</p>
        {compact ? (
          <Disclosure summary={t('details')} className="text-ink-2">
            <div className="flex flex-col gap-2">
              {explanation}
              {details}
            </div>
          </Disclosure>
        ) : (
          <div className="flex max-w-prose flex-col gap-2 wrap-anywhere text-ink-2">{explanation}</div>
        )}
        {!compact && (
          <div className="flex flex-wrap items-center gap-2">
            <Actions problem={problem} onRetry={onRetry} isRetrying={isRetrying} />
          </div>
        )}
        {!compact && <Disclosure summary={t('details')}>{details}</Disclosure>}
      </div>
      {compact && (
        <div className="flex shrink-0 items-start gap-2">
          <Actions problem={problem} onRetry={onRetry} isRetrying={isRetrying} />
        </div>
      )}
    </div>
  )
}

function Actions({ problem, onRetry, isRetrying }: Omit<Props, 'compact'>) {
  const t = useTranslations('problem')
  const is = caseOf(problem)
  return (
    <>
      {is === 'sign-in' && <SignIn problem={problem} />}
      {onRetry && (
        <Button size="sm" icon={RotateCw} busy={isRetrying} onClick={() => onRetry()}>
          {t('retry')}
        </Button>
      )}
    </>
  )
}

/** The proxy shows its sign-in page to whoever opens the server in a tab; without an address, a reload does. */
function SignIn({ problem }: Pick<Props, 'problem'>) {
  const t = useTranslations('problem')
  const { kind, id, label } = problem.server
  const at = useConnections((state) => state.servers.find((server) => server.kind === kind && server.id === id))
  if (at === undefined) {
    return (
      <Button size="sm" onClick={() => location.reload()}>
        {t('reload')}
      </Button>
    )
  }
  return (
    <a
      href={signInUrl(at, document.baseURI)}
      target="_blank"
      rel="noreferrer"
      className={cx(buttonClass({ size: 'sm' }), 'max-w-60')}
    >
      <span className="truncate">{t('openSignIn', { server: label })}</span>
    </a>
  )
}

function Details({ problem }: Pick<Props, 'problem'>) {
  const t = useTranslations('problem.detail')
  const format = useFormat()
  const { server, operation, facts, at } = problem

  const items: KeyValueItem[] = [
    { label: t('server'), value: <ServerText text={server.label} /> },
    { label: t('operation'), value: operation, mono: true },
    { label: t('time'), value: format.dateTime(at) },
    { label: t('kind'), value: 'reason' in facts ? `${facts.kind} · ${facts.reason}` : facts.kind, mono: true },
  ]
  if ('status' in facts) items.push({ label: t('status'), value: String(facts.status), mono: true })
  if (facts.kind === 'server') {
    if (facts.code !== undefined) items.push({ label: t('code'), value: facts.code, mono: true })
    for (const [name, fact] of Object.entries(facts.facts ?? {})) {
      items.push({ label: name, value: <ServerText text={fact} max={400} />, mono: true })
    }
  }
  if (facts.kind === 'response') {
    for (const name of ['path', 'expected', 'received', 'excerpt'] as const) {
      const fact = facts[name]
      if (fact !== undefined) items.push({ label: t(name), value: <ServerText text={fact} max={400} />, mono: true })
    }
  }
  return <KeyValue items={items} />
}
