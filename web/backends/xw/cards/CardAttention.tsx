import { useEffect, useMemo } from 'react'
import type { AttentionItem } from '@/kit/attention.ts'
import { useServers } from '@/kit/connections.ts'
import { machineHref } from '@/kit/machine.ts'
import { type CardEvent, isOpen } from '../schema/cardLooks.ts'
import { useCardAttention } from './cardAttention.ts'
import { useCardMemory } from './cardStore.ts'
import { useCardEventText } from './useCardEventText.ts'

/** Puts what nobody has acknowledged yet before the operator. */
export function CardAttention() {
  const events = useCardMemory((memory) => memory.events)
  const servers = useServers('xw')
  const text = useCardEventText()
  const items = useMemo(
    () =>
      events
        // A server that was taken out of config.json has no page to acknowledge it on.
        .filter(({ acknowledgedAt, server }) => acknowledgedAt === null && servers.some(({ id }) => id === server))
        .map((event): AttentionItem => {
          const { title, detail } = text(event)
          return {
            id: `xw/${event.server}/card/${event.id}`,
            severity: severityOf(event),
            title,
            detail,
            since: event.at,
            href: machineHref(event.server),
          }
        }),
    [events, servers, text],
  )
  useEffect(() => {
    useCardAttention.setState({ items })
    return () => useCardAttention.setState({ items: [] })
  }, [items])
  return null
}

function severityOf(event: CardEvent): AttentionItem['severity'] {
  if (isOpen(event)) return 'critical'
  return event.kind === 'moved' || event.kind === 'renumbered' ? 'warning' : 'notice'
}
