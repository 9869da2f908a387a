import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useConfirm } from '@/kit/confirm.tsx'
import { isLastKnown } from '@/kit/lastKnown.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { KeyValue } from '@/ui/KeyValue.tsx'
import { instances } from '../../queries.ts'
import type { Package } from '../../schema/update.ts'
import { updateRuns } from '../../updates/updateActions.ts'
import { useIsRunning } from './useIsRunning.ts'

export interface Target {
  readonly version: string
  /** Null where it is only on the server's disk. */
  readonly offered: Package | null
  readonly isInstalled: boolean
  readonly isBack: boolean
  /** What is set now. */
  readonly from: string | null
}

/** Asks whether one server should go to a version, with all that is known before, and begins. */
export function useUpdateQuestion(at: Endpoint): (target: Target) => Promise<void> {
  const t = useTranslations('versions.confirm')
  const tVersions = useTranslations('versions')
  const f = useFormat()
  const confirm = useConfirm()
  const queryClient = useQueryClient()
  const isRunning = useIsRunning()

  function runningText(): string {
    const list = queryClient.getQueryData(instances(at).queryKey)
    if (list === undefined || isLastKnown(list)) return t('instancesUnknown')
    const names = list.filter((instance) => isRunning(at, instance)).map(({ alias }) => inSentence(alias, 60))
    return names.length === 0 ? t('noInstances') : t('instances', { names: f.list(names) })
  }

  return async ({ version, offered, isInstalled, isBack, from }) => {
    const names = { server: inSentence(at.label), version: inSentence(version, 40) }
    const told = (text: string | null | undefined): string => (text ? inSentence(text, 200) : t('notTold'))
    const isSure = await confirm({
      title: t(isBack ? 'titleBack' : 'title', names),
      body: (
        <KeyValue
          items={[
            { label: t('from'), value: told(from), mono: true },
            { label: t('to'), value: names.version, mono: true },
            { label: t('released'), value: told(offered?.releaseDate) },
            { label: t('contents'), value: told(offered?.description) },
            { label: t('size'), value: isInstalled ? t('sizeInstalled') : t('sizeUnknown') },
            {
              label: t('checksum'),
              value:
                offered === null
                  ? t('notTold')
                  : offered.sha256 === null
                    ? `${tVersions('unverified')}. ${tVersions('unverifiedHint')}`
                    : t('verified'),
            },
          ]}
        />
      ),
      consequences: [t('census'), t('reload'), runningText()],
      confirmLabel: isBack ? t('goBack') : t('go'),
      cancelLabel: t('cancel'),
    })
    if (!isSure) return
    updateRuns(queryClient).start({ servers: [at.id], to: version, atOnce: 1, stopAtFailure: true })
  }
}
