import { useTranslations } from 'use-intl'
import { useConfirm } from '@/kit/confirm.tsx'
import { notify } from '@/kit/notifications.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { type Instance, isUp } from '../../schema/instance.ts'
import { markOf } from '../../starts/startMachine.ts'
import type { StartOrder } from '../../starts/startState.ts'
import { useStartEngine } from '../../starts/startStore.ts'

type Order = Omit<StartOrder, 'replaces'>

/** Removes what is in the way of a start, then starts: asked first, by name and id. True where it was begun. */
export function useRemoveAndStart(): (at: Endpoint, inTheWay: Instance, order: Order) => Promise<boolean> {
  const t = useTranslations('starts')
  const confirm = useConfirm()
  const engine = useStartEngine()

  return async (at, inTheWay, { server, alias, modelId, request, deviceType, chips, afterPull }) => {
    const names = { name: inSentence(inTheWay.alias), server: inSentence(at.label) }
    const confirmed = await confirm({
      title: t('replace.title', names),
      body: t('replace.body', { ...names, id: inSentence(inTheWay.id), model: inSentence(inTheWay.modelId) }),
      consequences: [
        isUp(inTheWay) ? t('restart.serving', names) : t('replace.ended', { state: inSentence(inTheWay.rawState) }),
        t('restart.gone'),
        t('replace.afterwards', { model: inSentence(modelId) }),
      ],
      confirmLabel: t('remedy.removeAndStart'),
      tone: 'danger',
    })
    if (!confirmed) return false
    const begun = await engine.begin({
      server,
      alias,
      modelId,
      request,
      deviceType,
      chips,
      afterPull,
      replaces: markOf(inTheWay),
    })
    if (begun !== 'started') notify({ tone: 'info', title: t(`begun.${begun}`, names) })
    return begun === 'started'
  }
}
