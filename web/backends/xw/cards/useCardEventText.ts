import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useServers } from '@/kit/connections.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { CardEvent } from '../schema/cardLooks.ts'

interface EventText {
  /** With the server's name. */
  readonly title: string
  readonly detail: string
}

/** An event of a card in words. */
export function useCardEventText(): (event: CardEvent) => EventText {
  const t = useTranslations('devices.events')
  const f = useFormat()
  const servers = useServers('xw')
  return useMemo(() => {
    const numbers = (indexes: readonly number[]) => indexes.map((index) => f.number(index)).join(', ')
    const sentences = (...parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join(' ')
    return (event) => {
      const server = inSentence(servers.find(({ id }) => id === event.server)?.label ?? event.server, 60)
      if (event.kind === 'none') {
        const { count, seenAt, backAt } = event
        return {
          title: backAt === null ? t('none.title', { server }) : t('none.backTitle', { server }),
          detail: sentences(
            t('none.detail', { count, time: f.dateTime(seenAt) }),
            backAt === null ? t('none.why') : t('back', { time: f.dateTime(backAt) }),
          ),
        }
      }
      const renumbered = event.renumbered === 0 ? null : t('renumberedOthers', { count: event.renumbered })
      if (event.kind === 'renumbered') {
        return { title: t('renumbered.title', { server }), detail: t('renumberedOthers', { count: event.renumbered }) }
      }
      const names = {
        server,
        card: inSentence(event.card.modelName, 60),
        bus: inSentence(event.card.busAddress, 40),
        type: inSentence(event.card.configKey, 40),
        indexes: numbers(event.card.indexes),
      }
      switch (event.kind) {
        case 'missing':
          return {
            title: event.backAt === null ? t('missing.title', names) : t('missing.backTitle', names),
            detail: sentences(
              t('missing.detail', { ...names, seen: f.dateTime(event.seenAt), missed: f.dateTime(event.at) }),
              event.backAt === null ? null : t('back', { time: f.dateTime(event.backAt) }),
              renumbered,
            ),
          }
        case 'appeared':
          return {
            title: t('appeared.title', names),
            detail: sentences(t('appeared.detail', { ...names, time: f.dateTime(event.at) }), renumbered),
          }
        case 'moved':
          return {
            title: t('moved.title', { ...names, from: inSentence(event.from, 40) }),
            detail: sentences(t('moved.detail', { ...names, time: f.dateTime(event.at) }), renumbered),
          }
      }
    }
  }, [t, f, servers])
}
