import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useReadOnlyReason } from '@/kit/readOnlyReason.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { useConfirm } from '@/kit/confirm.tsx'
import { Button } from '@/ui/Button.tsx'
import { Dialog } from '@/ui/Dialog.tsx'
import { startBulkEdit } from '../../bulk/bulkActions.ts'
import { planEdits } from '../../bulk/bulkPlan.ts'
import { isGoing } from '../../bulk/bulkRun.ts'
import { useBulkRuns } from '../../bulk/bulkRuns.ts'
import type { ShownClient } from '../../schema/pendingWrites.ts'
import { BulkChangeForm } from './BulkChangeForm.tsx'
import { changeOf, EMPTY_FORM } from './bulkForm.ts'
import { BulkPreview } from './BulkPreview.tsx'
import { useInvalidConsequences } from './useInvalidConsequences.ts'

interface Props {
  readonly at: Endpoint
  /** Those that were chosen, as they are shown. */
  readonly clients: readonly ShownClient[]
  readonly open: boolean
  readonly onClose: () => void
}

/** Many clients at once: what to write, what that would change, and then it runs wherever the operator goes. */
export function BulkEditDialog({ at, clients, open, onClose }: Props): ReactNode {
  const t = useTranslations('changes.bulk')
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
      size="lg"
      title={t('title', { count: clients.length })}
      description={t('intro')}
    >
      {open && <Editing at={at} clients={clients} onClose={onClose} />}
    </Dialog>
  )
}

function Editing({ at, clients: chosen, onClose }: Omit<Props, 'open'>): ReactNode {
  const t = useTranslations('changes.bulk')
  const ui = useTranslations('ui')
  const confirm = useConfirm()
  const consequences = useInvalidConsequences()
  const queryClient = useQueryClient()
  // A poll must not change what is being looked at: what others change meanwhile, the results tell.
  const [clients] = useState(chosen)
  const [form, setForm] = useState(EMPTY_FORM)
  const change = useMemo(() => changeOf(form), [form])
  const plan = useMemo(() => planEdits(clients, change), [clients, change])
  const isBusy = useBulkRuns(at).some(isGoing)
  const readOnly = useReadOnlyReason()
  const isEmpty = Object.keys(change).length === 0

  const start = async () => {
    if (change.validStatus === 'invalid') {
      const isSure = await confirm(consequences(plan.edits))
      if (!isSure) return
    }
    startBulkEdit(at, queryClient, plan, change)
    onClose()
  }

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (plan.edits.length > 0 && !isBusy && readOnly === null) void start()
      }}
    >
      <BulkChangeForm form={form} onChange={setForm} />
      <div className="flex min-h-24 flex-col gap-2 border-t border-line pt-3">
        {isEmpty ? (
          <p className="text-sm text-ink-3">{t('nothingChosen')}</p>
        ) : (
          <>
            <BulkPreview plan={plan} />
            {plan.edits.length === 0 && plan.impossible.length === 0 && (
              <p className="text-sm text-ink-2">{t('nothingChanges')}</p>
            )}
          </>
        )}
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{ui('cancel')}</Button>
        <Button
          type="submit"
          tone={change.validStatus === 'invalid' ? 'danger' : 'primary'}
          disabledReason={
            readOnly ??
            (isEmpty ? t('nothingChosen') : plan.edits.length === 0 ? t('startNothing') : isBusy ? t('running') : null)
          }
        >
          {t('start', { count: plan.edits.length })}
        </Button>
      </div>
    </form>
  )
}
