import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/ui/Button.tsx'
import { Disclosure } from '@/ui/Disclosure.tsx'
import { Panel } from '@/ui/Panel.tsx'
import { StatusLine } from '@/ui/StatusLine.tsx'
import { acknowledgeCards, useCardMemory } from '../../cards/cardStore.ts'
import { useCardEventText } from '../../cards/useCardEventText.ts'
import { watchCards } from '../../cards/watchCards.ts'
import { type CardEvent, isOpen } from '../../schema/cardLooks.ts'

interface Props {
  /** Ids of the servers whose events are shown. */
  readonly servers: readonly string[]
}

/** Cards that went, came or moved between two looks: first what nobody has acknowledged or what is still so. */
export function CardEvents({ servers }: Props) {
  const t = useTranslations('devices.events')
  const queryClient = useQueryClient()
  // What goes on in the background is loaded behind the page, which may be left before.
  useEffect(() => watchCards(queryClient), [queryClient])
  const events = useCardMemory((memory) => memory.events)
  const here = events.filter(({ server }) => servers.includes(server)).toReversed()
  if (here.length === 0) return null
  const fresh = here.filter(({ acknowledgedAt }) => acknowledgedAt === null)
  const open = here.filter((event) => event.acknowledgedAt !== null && isOpen(event))
  const past = here.filter((event) => event.acknowledgedAt !== null && !isOpen(event))
  const isBad = fresh.some(isOpen)
  return (
    <Panel
      title={t('title')}
      tone={fresh.length === 0 ? 'idle' : isBad ? 'bad' : 'warn'}
      actions={
        fresh.length > 1 && (
          <Button size="sm" onClick={() => acknowledgeCards(fresh.map(({ id }) => id))}>
            {t('acknowledgeAll', { count: fresh.length })}
          </Button>
        )
      }
    >
      {fresh.length + open.length > 0 && <List label={t('now')} events={[...fresh, ...open]} />}
      {past.length > 0 && (
        <Disclosure
          summary={t('past', { count: past.length })}
          className={fresh.length + open.length > 0 ? 'mt-2' : ''}
        >
          <List label={t('pastLabel')} events={past} />
        </Disclosure>
      )}
    </Panel>
  )
}

function List({ label, events }: { readonly label: string; readonly events: readonly CardEvent[] }) {
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {events.map((event) => (
        <Row key={event.id} event={event} />
      ))}
    </ul>
  )
}

function Row({ event }: { readonly event: CardEvent }) {
  const t = useTranslations('devices.events')
  const { title, detail } = useCardEventText()(event)
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 py-1.5">
      <div className="min-w-0 flex-1 basis-40">
        <StatusLine tone={toneOf(event)}>{title}</StatusLine>
        <p className="ps-5 text-xs text-ink-2">{detail}</p>
      </div>
      {event.acknowledgedAt === null ? (
        <Button size="sm" aria-label={t('acknowledgeThis', { title })} onClick={() => acknowledgeCards([event.id])}>
          {t('acknowledge')}
        </Button>
      ) : (
        <span className="text-xs text-ink-3">{t('acknowledged')}</span>
      )}
    </li>
  )
}

function toneOf(event: CardEvent): 'bad' | 'warn' | 'idle' {
  if (isOpen(event)) return 'bad'
  return event.acknowledgedAt === null ? 'warn' : 'idle'
}
