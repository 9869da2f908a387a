import { CircleCheck, CircleX, Info, TriangleAlert, X } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { create } from 'zustand'
import { inSentence } from '@/lib/inSentence.ts'
import { isProblem } from '@/net/problem.ts'
import { cx } from '@/ui/cx.ts'
import { IconButton } from '@/ui/IconButton.tsx'
import { useProblemText } from './problemText.ts'

export type NotificationTone = 'good' | 'bad' | 'warn' | 'info'

export interface Notification {
  readonly tone: NotificationTone
  /** Plain text; names of servers through `inSentence`. */
  readonly title: string
  readonly detail?: string
  /** What it is about: a second one of the same id takes the place of the first. */
  readonly id?: string
}

interface Shown extends Notification {
  readonly id: string
  /** How often it has been said. */
  readonly times: number
}

const useNotifications = create<{ readonly shown: readonly Shown[] }>(() => ({ shown: [] }))

/** More than this covers the page; what goes first is what would go by itself. */
const most = 5
const readingMs = 6_000

/** Says something in the corner of the console. Failures stay until they are dismissed; the same is never said twice. */
export function notify(notification: Notification): void {
  const id = notification.id ?? [notification.tone, notification.title, notification.detail].join('\n')
  useNotifications.setState(({ shown }) => {
    const before = shown.find((other) => other.id === id)
    const isSame = before?.title === notification.title && before.detail === notification.detail
    const next: Shown = { ...notification, id, times: isSame ? before.times + 1 : 1 }
    const all = before ? shown.map((other) => (other.id === id ? next : other)) : [...shown, next]
    return { shown: withoutSurplus(all) }
  })
}

export function dismiss(id: string): void {
  useNotifications.setState(({ shown }) => ({ shown: shown.filter((other) => other.id !== id) }))
}

function withoutSurplus(all: readonly Shown[]): readonly Shown[] {
  if (all.length <= most) return all
  const surplus = all.find((one) => !stays(one)) ?? all[0]
  return all.filter((one) => one !== surplus)
}

function stays({ tone }: Notification): boolean {
  return tone === 'bad' || tone === 'warn'
}

/** For a one-shot action that was refused. What is not a failed call is our own bug and is thrown on. */
export function useNotifyProblem(): (problem: unknown) => void {
  const problemText = useProblemText()
  return useCallback(
    (problem) => {
      if (!isProblem(problem)) throw problem
      if (problem.kind === 'abort') return
      const { title, what, words } = problemText(problem)
      const { server, operation } = problem
      notify({
        tone: 'bad',
        id: `${operation} ${server.kind}/${server.id}`,
        title,
        detail: words === null ? what : `${what} ${inQuotes(words)}`,
      })
    },
    [problemText],
  )
}

function inQuotes(words: string): string {
  return `“${inSentence(words, 300)}”`
}

/** The one place where notifications show; mounted once. Announced politely, and reachable as a region. */
export function Notifications() {
  const t = useTranslations('kit.notifications')
  const shown = useNotifications((state) => state.shown)
  return (
    <section
      aria-label={t('region')}
      aria-live="polite"
      aria-relevant="additions text"
      className="pointer-events-none fixed end-3 bottom-3 z-50 flex w-[min(24rem,calc(100vw-1.5rem))] flex-col gap-2"
    >
      {shown.map((one) => (
        <Item key={one.id} shown={one} />
      ))}
    </section>
  )
}

const looks = {
  good: { icon: CircleCheck, colour: 'text-good' },
  bad: { icon: CircleX, colour: 'text-bad' },
  warn: { icon: TriangleAlert, colour: 'text-warn' },
  info: { icon: Info, colour: 'text-ink-2' },
} as const

function Item({ shown }: { readonly shown: Shown }) {
  const t = useTranslations('kit.notifications')
  const { id, tone, title, detail, times } = shown
  const { icon: Icon, colour } = looks[tone]
  const [isBeingRead, setBeingRead] = useState(false)
  const goesByItself = !stays(shown) && !isBeingRead

  useEffect(() => {
    if (!goesByItself) return undefined
    // Said again, it is new: its time begins anew.
    const timer = setTimeout(() => dismiss(shown.id), readingMs)
    return () => clearTimeout(timer)
  }, [goesByItself, shown])

  return (
    <div
      className="popup pointer-events-auto flex items-start gap-2 p-3 text-sm"
      onPointerEnter={() => setBeingRead(true)}
      onPointerLeave={() => setBeingRead(false)}
      onFocus={() => setBeingRead(true)}
      onBlur={() => setBeingRead(false)}
      data-tone={tone}
    >
      <Icon aria-hidden className={cx('mt-0.5 size-4 shrink-0', colour)} />
      <div className="min-w-0 flex-1">
        <p className="font-medium wrap-anywhere">
          <span className="sr-only">{t(`tone.${tone}`)}: </span>
          {title}
          {times > 1 && <span className="ms-2 text-ink-3">{t('times', { n: times })}</span>}
        </p>
        {detail !== undefined && <p className="mt-0.5 wrap-anywhere text-ink-2">{detail}</p>}
      </div>
      <IconButton size="sm" icon={X} label={t('dismiss', { title })} onClick={() => dismiss(id)} />
    </div>
  )
}
