import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useMayChange } from '@/kit/mayChange.ts'
import { notify } from '@/kit/notifications.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { Button, buttonClass } from '@/ui/Button.tsx'
import { paths } from '../../paths.ts'
import { startSampling } from '../../sampling/samplingPlan.ts'
import type { ClientTable } from '../../schema/clientTable.ts'
import type { FleetColumnId } from '../../schema/fleetView.ts'
import type { PendingWrite, ShownClient } from '../../schema/pendingWrites.ts'
import { BulkEditDialog } from '../changes/BulkEditDialog.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import type { Selection, SelectionInView } from './fleetSelection.ts'
import { useBulkShortcuts } from './useBulkShortcuts.ts'

interface Props {
  readonly at: Endpoint
  readonly table: ClientTable
  readonly selection: Selection
  /** Where those of them that the register still has are in the table. */
  readonly listed: Int32Array
  readonly inView: SelectionInView
  /** A link to the page carries it. */
  readonly isInLink: boolean
  /** So many rows are shown. */
  readonly shown: number
  readonly isOnlySelected: boolean
  readonly clients: () => readonly ShownClient[]
  readonly columns: readonly FleetColumnId[]
  readonly writes: readonly PendingWrite[]
  readonly onShowSelected: () => void
  readonly onClear: () => void
  readonly onSelectAll: () => void
}

/** So many lines can be told apart in a chart. */
const COMPARED_AT_MOST = 12
/** Each is asked for alone, one after the other: of more, minutes would lie between two samples. */
const SAMPLED_AT_MOST = 100

/** How many clients are chosen, whether the filters show them or not, and what can be done with them. */
export function FleetSelectionBar({
  at,
  table,
  selection,
  listed,
  inView,
  isInLink,
  shown,
  isOnlySelected,
  clients,
  columns,
  writes,
  onShowSelected,
  onClear,
  onSelectAll,
}: Props): ReactNode {
  const t = useTranslations('fleet.selection')
  const [editing, setEditing] = useState<readonly ShownClient[] | null>(null)
  const mayChange = useMayChange()
  const shortcuts = useBulkShortcuts(at)
  const ids = [...selection].slice(0, COMPARED_AT_MOST)
  const canCompare = selection.size <= COMPARED_AT_MOST
  const sample = () => {
    startSampling(
      at,
      Array.from(listed, (index) => table.idAt(index)),
    )
    notify({
      tone: 'good',
      id: 'fleet-sampling',
      title: t('sampled', { count: listed.length }),
      detail: t('sampledWhere'),
    })
  }

  return (
    <div
      role="group"
      aria-label={t('label')}
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line bg-accent-soft/50 px-4 py-2"
    >
      <p className="text-sm tabular-nums" aria-live="polite">
        <span className="font-medium">{t('selected', { count: selection.size })}</span>
        {inView.hidden > 0 && <span className="text-ink-2">{t('hidden', { count: inView.hidden })}</span>}
        {!isInLink && <span className="text-ink-2"> {t('notInLink')}</span>}
      </p>
      <div className="flex flex-wrap items-center gap-1">
        {!isOnlySelected && (
          <Button size="sm" tone="quiet" onClick={onShowSelected}>
            {t('show')}
          </Button>
        )}
        {inView.all !== true && shown > 0 && (
          <Button size="sm" tone="quiet" onClick={onSelectAll}>
            {t('selectAll', { count: shown })}
          </Button>
        )}
        <Button size="sm" tone="quiet" onClick={onClear}>
          {t('clear')}
        </Button>
      </div>
      <div className="ms-auto flex flex-wrap items-center gap-2">
        {mayChange && (
          <>
            <Button size="sm" onClick={() => setEditing(clients())}>
              {t('edit')}
            </Button>
            <Button
              size="sm"
              disabledReason={shortcuts.busyReason}
              onClick={() => void shortcuts.setMaintenance(clients())}
            >
              {t('maintenance')}
            </Button>
            <Button
              size="sm"
              tone="danger"
              disabledReason={shortcuts.busyReason}
              onClick={() => void shortcuts.makeInvalid(clients())}
            >
              {t('makeInvalid')}
            </Button>
          </>
        )}
        <ExportMenu label={t('export')} size="sm" source={() => ({ table, order: listed, columns, writes })} />
        <Button
          size="sm"
          disabledReason={listed.length > SAMPLED_AT_MOST ? t('sampleAtMost', { most: SAMPLED_AT_MOST }) : null}
          onClick={sample}
        >
          {t('sample')}
        </Button>
        {canCompare ? (
          <Link to={paths.health} search={{ clients: ids.join(',') }} className={buttonClass({ size: 'sm' })}>
            {t('compare')}
          </Link>
        ) : (
          <Button size="sm" disabledReason={t('compareAtMost', { most: COMPARED_AT_MOST })}>
            {t('compare')}
          </Button>
        )}
      </div>
      {editing !== null && <BulkEditDialog at={at} clients={editing} open onClose={() => setEditing(null)} />}
    </div>
  )
}
