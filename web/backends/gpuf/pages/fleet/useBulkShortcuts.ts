import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useConfirm } from '@/kit/confirm.tsx'
import { notify } from '@/kit/notifications.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { startBulkEdit } from '../../bulk/bulkActions.ts'
import { planEdits, type BulkChange } from '../../bulk/bulkPlan.ts'
import { isGoing } from '../../bulk/bulkRun.ts'
import { useBulkRuns } from '../../bulk/bulkRuns.ts'
import type { Client } from '../../schema/client.ts'
import { clientNameInSentence } from '../clientName.ts'
import { useInvalidConsequences } from '../changes/useInvalidConsequences.ts'

interface BulkShortcuts {
  /** Why nothing can be started now. */
  readonly busyReason: string | null
  readonly setMaintenance: (clients: readonly Client[]) => Promise<void>
  readonly makeInvalid: (clients: readonly Client[]) => Promise<void>
}

const NAMED = 8

/** The two changes of many clients that need no form; each asks first, and says which clients. */
export function useBulkShortcuts(at: Endpoint): BulkShortcuts {
  const t = useTranslations('fleet.selection')
  const running = useTranslations('changes.bulk')('running')
  const confirm = useConfirm()
  const consequences = useInvalidConsequences()
  const queryClient = useQueryClient()
  const isBusy = useBulkRuns(at).some(isGoing)

  const run = async (
    clients: readonly Client[],
    change: BulkChange,
    ask: (plan: ReturnType<typeof planEdits>) => Promise<boolean>,
  ) => {
    const plan = planEdits(clients, change)
    if (plan.edits.length === 0) notify({ tone: 'info', title: t('nothingToDo') })
    else if (await ask(plan)) startBulkEdit(at, queryClient, plan, change)
  }
  return {
    busyReason: isBusy ? running : null,
    setMaintenance: (clients) =>
      run(clients, { status: 'maintenance' }, ({ edits }) =>
        confirm({
          title: t('maintenanceTitle', { count: edits.length }),
          consequences: [
            ...edits.slice(0, NAMED).map(({ clientId, name }) => clientNameInSentence({ id: clientId, name })),
            ...(edits.length > NAMED ? [t('andMore', { count: edits.length - NAMED })] : []),
            t('maintenanceNote'),
          ],
          confirmLabel: t('maintenanceConfirm'),
        }),
      ),
    makeInvalid: (clients) => run(clients, { validStatus: 'invalid' }, ({ edits }) => confirm(consequences(edits))),
  }
}
