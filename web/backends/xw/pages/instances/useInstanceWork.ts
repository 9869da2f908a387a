import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useConfirm } from '@/kit/confirm.tsx'
import { notify, useNotifyProblem } from '@/kit/notifications.tsx'
import { inSentence } from '@/lib/inSentence.ts'
import { keyOf } from '../../queries.ts'
import { type Acted, removeInstance, stopInstance } from '../../queriesInstances.ts'
import { isRunning } from '../conditions.ts'
import { useConditionWords } from './ConditionBadge.tsx'
import { useRestart } from './useRestart.ts'
import type { InstanceRow } from './useInstanceRows.ts'

interface InstanceWork {
  /** The server is stopping or removing it. */
  readonly isBusy: boolean
  readonly stop: () => Promise<void>
  readonly remove: () => Promise<void>
  readonly restart: () => Promise<void>
}

/** Stop, remove, restart. Each asks first, and says once how it went, wherever the operator is by then. */
export function useInstanceWork(row: InstanceRow): InstanceWork {
  const { at, instance, condition } = row
  const t = useTranslations('instancePages')
  const tActed = useTranslations('starts.acted')
  const conditionWords = useConditionWords()
  const queryClient = useQueryClient()
  const confirm = useConfirm()
  const notifyProblem = useNotifyProblem()
  const stopping = useMutation(stopInstance(at, queryClient))
  const removing = useMutation(removeInstance(at, queryClient))
  const restart = useRestart()
  // The row may have left the page and come back while the server is at it.
  const isBusy =
    useIsMutating({
      mutationKey: keyOf(at, 'instances'),
      predicate: ({ state }) => isAbout(state.variables, instance.id),
    }) > 0

  const running = isRunning(condition)
  const names = { name: inSentence(instance.alias), server: inSentence(at.label) }
  const body = { ...names, id: inSentence(instance.id), model: inSentence(instance.modelId) }

  async function tell(work: Promise<Acted>, done: string): Promise<void> {
    try {
      const acted = await work
      if (acted.kind === 'done') return notify({ tone: 'good', title: done })
      const now =
        acted.kind === 'replaced'
          ? { id: inSentence(acted.now.id), model: inSentence(acted.now.modelId) }
          : { id: '–', model: '–' }
      notify({
        tone: 'warn',
        id: `acted ${at.id}/${instance.id}`,
        title: tActed('title', names),
        detail: tActed(acted.kind, { ...names, ...now }),
      })
    } catch (problem) {
      notifyProblem(problem)
    }
  }

  return {
    isBusy,
    async stop() {
      const confirmed = await confirm({
        title: t('stop.title', names),
        body: t('stop.body', body),
        consequences: [t('stop.serving', names), t('stop.slow'), t('stop.kept')],
        confirmLabel: t('stop.action'),
        tone: 'danger',
      })
      if (confirmed) await tell(stopping.mutateAsync(instance), t('stop.done', names))
    },
    async remove() {
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
      if (confirmed) await tell(removing.mutateAsync({ instance, stopFirst: running }), t('remove.done', names))
    },
    restart: () => restart(row),
  }
}

/** Mutations are kept without the type of what they change. */
function isAbout(variables: unknown, id: string): boolean {
  if (typeof variables !== 'object' || variables === null) return false
  if ('instance' in variables) return isAbout(variables.instance, id)
  return 'id' in variables && variables.id === id
}
