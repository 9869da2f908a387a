import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useConfirm } from '@/kit/confirm.tsx'
import { notify } from '@/kit/notifications.tsx'
import { useFormat } from '@/kit/useFormat.ts'
import { newGroup } from '@/net/changeGroup.ts'
import type { Enqueued } from './pullEngine.ts'
import type { ShownPull } from './pullList.ts'
import { usePullNames } from './pullNames.ts'
import type { PullTarget } from './pullState.ts'
import { pullKey } from './pullState.ts'
import { pulls } from './pullStore.ts'

export interface PullActions {
  /** Starts or queues each; returns how many of them are new. */
  start(targets: readonly PullTarget[]): Promise<number>
  retry(target: PullTarget): Promise<void>
  keepWaiting(target: PullTarget): Promise<void>
  /** Asks first, and says what stays on the server's disk. */
  cancel(pull: ShownPull): Promise<void>
}

/** What an operator can do with pulls, and what is said when it cannot be done. */
export function usePullActions(): PullActions {
  const t = useTranslations('pulls')
  const pages = useTranslations('pullPages')
  const f = useFormat()
  const confirm = useConfirm()
  const namesOf = usePullNames()

  return useMemo(() => {
    function tell(target: PullTarget, outcome: Enqueued): void {
      if (outcome === 'started') return
      notify({
        tone: outcome === 'unloaded' ? 'bad' : 'info',
        id: `pull ${pullKey(target)}`,
        title: t(`notice.${outcome}`, namesOf(target)),
      })
    }
    return {
      async start(targets) {
        const group = newGroup('xw.pull')
        const outcomes = await Promise.all(
          targets.map(async (target) => {
            const outcome = await pulls().enqueue({ ...target, group })
            tell(target, outcome)
            return outcome
          }),
        )
        return outcomes.filter((outcome) => outcome === 'started').length
      },
      async retry(target) {
        tell(target, await pulls().retry(pullKey(target)))
      },
      async keepWaiting(target) {
        tell(target, await pulls().keepWaiting(pullKey(target)))
      },
      async cancel(pull) {
        const { doneBytes, totalBytes, tab, key } = pull
        const isConfirmed = await confirm({
          title: pages('cancel.title', namesOf(pull)),
          body: pages('cancel.body', namesOf(pull)),
          consequences:
            doneBytes === null
              ? [pages('cancel.nothingYet'), pages('cancel.stays')]
              : [
                  pages('cancel.arrived', { done: f.bytesOf(doneBytes, totalBytes) }),
                  pages('cancel.stays'),
                  pages('cancel.lost'),
                ],
          confirmLabel: pages('cancel.confirm'),
          cancelLabel: pages('cancel.keep'),
          tone: 'danger',
        })
        if (!isConfirmed) return
        if (tab === null) pulls().cancel(key)
        else pulls().cancelElsewhere({ ...pull, tab })
      },
    }
  }, [t, pages, f, confirm, namesOf])
}
