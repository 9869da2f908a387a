import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleStop, Trash2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useConfirm } from '@/kit/confirm.tsx'
import { notify, useNotifyProblem } from '@/kit/notifications.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import { IconButton } from '@/ui/IconButton.tsx'
import { keyOf, removeInstance, stopInstance } from '../../queries.ts'
import { isRunning } from '../conditions.ts'
import { useConditionWords } from './ConditionBadge.tsx'
import type { InstanceRow } from './useInstanceRows.ts'

/** Stop and remove. Each asks first, and says once how it went, wherever the operator is by then. */
export function InstanceActions({ at, instance, condition }: InstanceRow) {
  const t = useTranslations('instances')
  const conditionWords = useConditionWords()
  const queryClient = useQueryClient()
  const confirm = useConfirm()
  const notifyProblem = useNotifyProblem()
  const stopping = useMutation(stopInstance(at, queryClient))
  const removing = useMutation(removeInstance(at, queryClient))
  // The row may have left the page and come back while the server is at it.
  const isBusy =
    useIsMutating({
      mutationKey: keyOf(at, 'instances'),
      predicate: ({ state }) => isAbout(state.variables, instance.id),
    }) > 0

  const running = isRunning(condition)
  const names = { name: inSentence(instance.alias), server: inSentence(at.label) }
  const body = { ...names, id: inSentence(instance.id), model: inSentence(instance.modelId) }

  const stop = async () => {
    const confirmed = await confirm({
      title: t('stop.title', names),
      body: t('stop.body', body),
      consequences: [t('stop.serving', names), t('stop.slow'), t('stop.kept')],
      confirmLabel: t('stop.action'),
      tone: 'danger',
    })
    if (!confirmed) return
    await tell(stopping.mutateAsync(instance), t('stop.done', names))
  }

  const remove = async () => {
    const confirmed = await confirm({
      title: t('remove.title', names),
      body: t('remove.body', body),
      consequences: [
        ...(running ? [t('remove.stopsFirst', { condition: conditionWords(condition) })] : []),
        t('remove.gone'),
        t('remove.kept'),
      ],
      confirmLabel: running ? t('remove.confirmRunning') : t('remove.action'),
      tone: 'danger',
    })
    if (!confirmed) return
    await tell(removing.mutateAsync({ instance, stopFirst: running }), t('remove.done', names))
  }

  async function tell(work: Promise<unknown>, done: string): Promise<void> {
    try {
      await work
      notify({ tone: 'good', title: done })
    } catch (problem) {
      notifyProblem(problem)
    }
  }

  return (
    <span className="flex justify-end gap-1">
      {running && (
        <IconButton
          size="sm"
          icon={CircleStop}
          label={t('stop.label', names)}
          busy={isBusy}
          onClick={() => void stop()}
        />
      )}
      <IconButton
        size="sm"
        icon={Trash2}
        label={t('remove.label', names)}
        disabledReason={isBusy ? t('busy') : null}
        onClick={() => void remove()}
      />
    </span>
  )
}

/** Mutations are kept without the type of what they change. */
function isAbout(variables: unknown, id: string): boolean {
  if (typeof variables !== 'object' || variables === null) return false
  if ('instance' in variables) return isAbout(variables.instance, id)
  return 'id' in variables && variables.id === id
}
