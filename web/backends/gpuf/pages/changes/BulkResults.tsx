import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { DataTable } from '@/ui/DataTable.tsx'
import type { Column } from '@/ui/column.ts'
import { quietLinkClass } from '@/ui/link.ts'
import { Select } from '@/ui/Select.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { outcomeOf, ROW_OUTCOMES, type BulkRow, type BulkRun, type RowOutcome, type Tally } from '../../bulk/bulkRun.ts'
import { paths } from '../../paths.ts'
import { CONFIRM_WITHIN_MS } from '../../schema/pendingWrites.ts'
import { clientName } from '../clientName.ts'
import { useStatusText } from '../statusText.ts'
import { BulkOutcome } from './BulkOutcome.tsx'
import { useFieldText } from './useFieldText.ts'

interface Props {
  readonly run: BulkRun
  readonly counts: Tally
  readonly now: number
}

/** Each client of a run with what became of it, and why. */
export function BulkResults({ run, counts, now }: Props): ReactNode {
  const t = useTranslations('changes.run')
  const [shown, setShown] = useState<RowOutcome | 'all'>('all')
  const rows = useMemo(
    () => (shown === 'all' ? run.rows : run.rows.filter((row) => outcomeOf(row, now, CONFIRM_WITHIN_MS) === shown)),
    [run.rows, shown, now],
  )
  const columns = useResultColumns(now)
  return (
    <div className="flex flex-col gap-2">
      <Select
        label={t('show')}
        value={shown}
        onValueChange={setShown}
        size="sm"
        className="w-56"
        options={[
          { value: 'all', label: t('all', { count: run.rows.length }) },
          ...ROW_OUTCOMES.filter((outcome) => counts[outcome] > 0 || outcome === shown).map((outcome) => ({
            value: outcome,
            label: t('option', { outcome: t(`outcome.${outcome}`), count: counts[outcome] }),
          })),
        ]}
      />
      <div className="overflow-clip rounded-md border border-line">
        <DataTable
          caption={t('results')}
          rows={rows}
          columns={columns}
          rowKey={(row) => row.clientId}
          maxHeight="22rem"
          dense
        />
      </div>
    </div>
  )
}

function useResultColumns(now: number): readonly Column<BulkRow>[] {
  const t = useTranslations('changes.run')
  const tBulk = useTranslations('changes.bulk')
  const words = useFieldText()
  return useMemo(
    (): readonly Column<BulkRow>[] => [
      {
        id: 'client',
        header: tBulk('client'),
        cell: (row) => (
          <Link to={paths.client} params={{ client: row.clientId }} className={quietLinkClass}>
            <ServerText text={clientName({ id: row.clientId, name: row.name })} max={60} />
          </Link>
        ),
        grow: true,
      },
      {
        id: 'change',
        header: t('change'),
        cell: (row) => <ServerText text={words.values(row.to)} max={120} />,
        width: 240,
        priority: 2,
      },
      {
        id: 'result',
        header: t('result'),
        cell: (row) => <BulkOutcome outcome={outcomeOf(row, now, CONFIRM_WITHIN_MS)} />,
        width: 150,
      },
      { id: 'words', header: t('words'), cell: (row) => <Why row={row} />, width: 320 },
    ],
    [t, tBulk, words, now],
  )
}

function Why({ row }: { readonly row: BulkRow }): ReactNode {
  const t = useTranslations('changes.run')
  const status = useStatusText()
  const words = useFieldText()
  const kept = row.kept && <ServerText text={t('kept', { values: words.values(row.kept) })} max={200} />
  const { state } = row
  switch (state.kind) {
    case 'refused':
      if (state.words !== null) return <ServerText text={state.words} max={200} />
      return state.status === null || state.status === 200
        ? t('refusedUnreadable')
        : t('refusedStatus', { status: String(state.status) })
    case 'skipped':
      return (
        <>
          {t(`skipped.${state.why}`)} {kept}
        </>
      )
    case 'accepted':
      if (state.fate.kind === 'overwritten') return t('overwrittenBy', { status: status(state.fate.by) })
      if (state.fate.kind === 'superseded') return t('superseded')
      return kept
    case 'waiting':
    case 'sending':
      return kept
  }
}
