import { CircleCheck, CircleX, Info, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { AttentionItem } from '@/kit/attention.ts'
import { useConnections } from '@/kit/connections.ts'
import { useNow } from '@/kit/now.ts'
import { useReachabilityOfAll } from '@/kit/reachability.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { Badge } from '@/ui/Badge.tsx'
import { Button } from '@/ui/Button.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { Spinner } from '@/ui/Spinner.tsx'
import { cx } from '@/ui/cx.ts'
import { quietLinkClass } from '@/ui/link.ts'
import { HrefLink } from '../HrefLink.tsx'
import { useAttentionOfAll } from '../useAttentionOfAll.ts'
import { useServersThatFail } from '../useServersThatFail.ts'
import { useServerAttention } from '../useServerAttention.ts'

/** So many at first: a pipeline that fails can make a thousand, and the rest of the page matters too. */
const shownAtFirst = 6

export function AttentionCard(): ReactNode {
  const t = useTranslations('overview.attention')
  const items = useAttentionOfAll(useServerAttention())
  const [all, setAll] = useState(false)
  const shown = all ? items : items.slice(0, shownAtFirst)
  const worst = items[0]?.severity
  return (
    <Panel
      title={t('title')}
      padded={items.length === 0}
      actions={
        items.length > 0 && (
          <Badge tone={worst === 'critical' ? 'bad' : 'warn'}>{t('count', { count: items.length })}</Badge>
        )
      }
    >
      {items.length === 0 ? (
        <Nothing />
      ) : (
        <ul className="divide-y divide-line">
          {shown.map((item) => (
            <Item key={item.id} item={item} />
          ))}
        </ul>
      )}
      {items.length > shownAtFirst && (
        <div className="border-t border-line px-3 py-1.5">
          <Button size="sm" tone="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('fewer') : t('more', { count: items.length - shownAtFirst })}
          </Button>
        </div>
      )}
      <Missing />
    </Panel>
  )
}

/** Calm, but only as calm as is known: it says as of when. */
function Nothing(): ReactNode {
  const t = useTranslations('overview.attention')
  const f = useFormat()
  const servers = useConnections((state) => state.servers)
  const states = useReachabilityOfAll(servers)
  const failing = useServersThatFail()
  const answers = states.flatMap(({ lastAnswerAt }) => (lastAnswerAt === null ? [] : [lastAnswerAt]))
  if (answers.length < states.length) {
    return (
      <p role="status" className="flex items-center gap-2 text-sm text-ink-2">
        <Spinner />
        {t('asking')}
      </p>
    )
  }
  // Nothing was reported, but not everyone could.
  if (failing.length > 0) return <p className="text-sm text-ink-2">{t('noneReported')}</p>
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
      <CircleCheck aria-hidden className="size-4 text-good" />
      <span className="font-medium">{t('none')}</span>
      <span className="text-ink-3 tabular-nums">{t('asOf', { time: f.timeWithZone(Math.min(...answers)) })}</span>
    </p>
  )
}

/** A server that does not answer, or not as it should, cannot report: the list is then not the whole truth. */
function Missing(): ReactNode {
  const t = useTranslations('overview.attention')
  const f = useFormat()
  const kit = useTranslations('kit')
  const silent = useServersThatFail()
  if (silent.length === 0) return null
  const names =
    silent.length > shownAtFirst
      ? kit('servers', { count: silent.length })
      : f.list(silent.map(({ label }) => inSentence(label, 40)))
  return <p className="border-t border-line px-4 py-2 text-xs text-ink-3">{t('partial', { names })}</p>
}

const looks = {
  critical: { icon: CircleX, colour: 'text-bad' },
  warning: { icon: TriangleAlert, colour: 'text-warn' },
  notice: { icon: Info, colour: 'text-ink-3' },
} as const

function Item({ item }: { readonly item: AttentionItem }): ReactNode {
  const t = useTranslations('overview.attention')
  const f = useFormat()
  const now = useNow(10_000)
  const { severity, title, detail, since, href } = item
  const { icon: Icon, colour } = looks[severity]
  return (
    <li className="flex gap-3 px-4 py-2">
      <Icon aria-hidden className={cx('mt-0.5 size-4 shrink-0', colour)} />
      <div className="min-w-0 flex-1 text-sm">
        <span className="sr-only">{t(`severity.${severity}`)}: </span>
        {href === undefined ? (
          <ServerText text={title} className="font-medium" />
        ) : (
          <HrefLink href={href} className={quietLinkClass}>
            <ServerText text={title} />
          </HrefLink>
        )}
        {detail !== undefined && (
          <span className="block text-ink-2">
            <ServerText text={detail} max={300} />
          </span>
        )}
      </div>
      {since !== undefined && (
        <time
          dateTime={new Date(since).toISOString()}
          title={f.dateTime(since)}
          className="shrink-0 text-xs leading-5 text-ink-3 tabular-nums"
        >
          {f.ago(since, now)}
        </time>
      )}
    </li>
  )
}
