import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useReadOnlyReason } from '@/kit/readOnlyReason.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { Button } from '@/ui/Button.tsx'
import { Checkbox } from '@/ui/Checkbox.tsx'
import { Dialog } from '@/ui/Dialog.tsx'
import { EmptyState } from '@/ui/EmptyState.tsx'
import { Segmented } from '@/ui/Segmented.tsx'
import { Select } from '@/ui/Select.tsx'
import { instances } from '../../queries.ts'
import { updateRuns } from '../../updates/updateActions.ts'
import { BringPreview } from './BringPreview.tsx'
import { isDone, planBring, versionChoices } from './bringPlan.ts'
import { useIsUpdating } from './useIsUpdating.ts'
import type { VersionRow } from './versionRows.ts'

interface Props {
  readonly open: boolean
  readonly rows: readonly VersionRow[]
  readonly onClose: () => void
}

/** Which version, on which servers, in which order: and what that means for each, before anything begins. */
export function BringDialog({ open, rows, onClose }: Props) {
  const t = useTranslations('versions.bringDialog')
  return (
    <Dialog
      size="lg"
      open={open}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      title={t('title', { count: rows.length })}
      description={t('steps')}
    >
      {open && <Choice rows={rows} onClose={onClose} />}
    </Dialog>
  )
}

function Choice({ rows, onClose }: Omit<Props, 'open'>) {
  const t = useTranslations('versions.bringDialog')
  const queryClient = useQueryClient()
  const isBusy = useIsUpdating()
  const readOnly = useReadOnlyReason()
  const choices = versionChoices(rows)
  const [wanted, setWanted] = useState<string | null>(null)
  const [atOnce, setAtOnce] = useState<'1' | '2'>('1')
  const [stopAtFailure, setStopAtFailure] = useState(true)
  // What a running server holds is asked while the operator still chooses.
  useQueries({ queries: rows.map(({ at }) => instances(at)) })

  const version = choices.find((choice) => choice.version === wanted)?.version ?? choices[0]?.version
  if (version === undefined) return <EmptyState compact title={t('none')} />
  const plan = planBring(rows, version, isBusy)
  const going = plan.filter(({ fate }) => isDone(fate))
  const isUnverified = going.some(
    ({ fate }) => (fate.kind === 'update' || fate.kind === 'back') && fate.offered?.sha256 === null,
  )

  function go(to: string): void {
    updateRuns(queryClient).start({
      servers: going.map(({ row }) => row.at.id),
      to,
      atOnce: atOnce === '1' ? 1 : 2,
      stopAtFailure,
    })
    onClose()
  }

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (going.length > 0 && readOnly === null) go(version)
      }}
    >
      <Select
        label={t('version')}
        value={version}
        onValueChange={setWanted}
        options={choices.map(({ version: value, count }) => ({
          value,
          label: t('versionOption', { version: inSentence(value, 40), count, total: rows.length }),
        }))}
        className="max-w-sm"
      />
      <BringPreview plan={plan} />
      {isUnverified && <p className="text-sm text-warn">{t('unverified')}</p>}
      <div className="flex flex-wrap items-start gap-x-8 gap-y-3">
        <div className="flex flex-col gap-1 text-sm">
          <span aria-hidden className="font-medium text-ink-2">
            {t('order')}
          </span>
          <Segmented
            size="sm"
            label={t('order')}
            value={atOnce}
            onValueChange={setAtOnce}
            options={[
              { value: '1', label: t('one') },
              { value: '2', label: t('two') },
            ]}
          />
        </div>
        <Checkbox
          label={t('stopAtFailure')}
          description={t('stopAtFailureHint')}
          checked={stopAtFailure}
          onCheckedChange={setStopAtFailure}
        />
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button type="submit" tone="primary" disabledReason={readOnly ?? (going.length === 0 ? t('nothing') : null)}>
          {t('go', { count: going.length, version: inSentence(version, 40) })}
        </Button>
      </div>
    </form>
  )
}
