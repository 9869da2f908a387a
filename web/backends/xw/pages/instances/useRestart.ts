import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useConfirm } from '@/kit/confirm.tsx'
import { notify } from '@/kit/notifications.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { devices } from '../../queries.ts'
import { chipsOf } from '../../schema/chipHolders.ts'
import type { Instance } from '../../schema/instance.ts'
import { launchOf } from '../../schema/launch.ts'
import { startAgain } from '../../schema/startAgain.ts'
import { launchesOf } from '../../starts/launches.ts'
import { markOf } from '../../starts/startMachine.ts'
import { startsOf } from '../../starts/startStore.ts'

/** Removes an instance and starts the same again, once the operator has read what that breaks. */
export function useRestart(): (row: { readonly at: Endpoint; readonly instance: Instance }) => Promise<void> {
  const t = useTranslations('starts')
  const confirm = useConfirm()
  const queryClient = useQueryClient()

  return async ({ at, instance }) => {
    const launches = launchesOf(at.id)
    const launch = launchOf(launches, instance)
    const { request, unknown } = startAgain(instance, launch)
    const chips = queryClient.getQueryData(devices(at).queryKey) ?? []
    const held = chipsOf(instance, chips, launches)
    const names = { name: inSentence(instance.alias), server: inSentence(at.label) }
    const device = request.additional_config?.device
    const confirmed = await confirm({
      title: t('restart.title', names),
      body: t('restart.body', { ...names, id: inSentence(instance.id), model: inSentence(instance.modelId) }),
      consequences: [
        t('restart.serving', names),
        t('restart.gone'),
        t('restart.with', { engine: inSentence(`${request.backend_type}:${request.deployment_mode}`) }),
        device === undefined ? t('restart.chipsUnknown') : t('restart.chips', { chips: inSentence(device) }),
        ...(unknown.includes('concurrency') ? [t('restart.concurrencyUnknown')] : []),
        t('restart.slow'),
      ],
      confirmLabel: t('restart.action'),
      tone: 'danger',
    })
    if (!confirmed) return
    const begun = await startsOf(queryClient).begin({
      server: at.id,
      alias: instance.alias,
      modelId: instance.modelId,
      request,
      deviceType: launch?.deviceType ?? chips.find(({ key }) => held?.keys.includes(key))?.configKey ?? '',
      chips: launch?.chips ?? held?.keys ?? [],
      replaces: markOf(instance),
      afterPull: false,
    })
    if (begun !== 'started') notify({ tone: 'info', title: t(`begun.${begun}`, names) })
  }
}
