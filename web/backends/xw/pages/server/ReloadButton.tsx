import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useConfirm } from '@/kit/confirm.tsx'
import { notify, useNotifyProblem } from '@/kit/notifications.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button } from '@/ui/Button.tsx'
import { configInfo, currentVersion, reloadConfig } from '../../queriesConfig.ts'
import { useIsUpdating } from '../versions/useIsUpdating.ts'

function word(text: string | null): string {
  return inSentence(text ?? '–', 40)
}

/** Has a server read its configuration anew; says before what that does, and after it what runs. */
export function ReloadButton({ at }: { readonly at: Endpoint }) {
  const t = useTranslations('versions.server')
  const confirm = useConfirm()
  const notifyProblem = useNotifyProblem()
  const reloading = useMutation(reloadConfig(at, useQueryClient()))
  const running = useQuery(configInfo(at)).data?.configVersion ?? null
  const set = useQuery(currentVersion(at)).data?.configVersion ?? null
  const isUpdating = useIsUpdating()(at.id)

  async function reload(): Promise<void> {
    const server = inSentence(at.label)
    const isPending = set !== null && set !== running
    const isSure = await confirm({
      title: t('reloadTitle', { server }),
      body: t('reloadBody'),
      consequences: [
        isPending
          ? t('reloadPending', { set: word(set), running: word(running) })
          : t('reloadSame', { running: word(running) }),
        t('reloadCensus'),
        t('reloadInstances'),
      ],
      confirmLabel: t('reloadGo'),
      cancelLabel: t('cancel'),
    })
    if (!isSure) return
    try {
      const { configVersion } = await reloading.mutateAsync()
      notify({
        tone: 'good',
        id: `reload ${at.id}`,
        title: server,
        detail:
          configVersion === running
            ? t('reloadedSame', { after: word(configVersion) })
            : t('reloaded', { before: word(running), after: word(configVersion) }),
      })
    } catch (problem) {
      notifyProblem(problem)
    }
  }

  return (
    <span title={t('reloadHint')}>
      <Button
        size="sm"
        icon={RotateCw}
        busy={reloading.isPending}
        disabledReason={isUpdating ? t('busy') : null}
        onClick={() => void reload()}
      >
        {t('reload')}
      </Button>
    </span>
  )
}
