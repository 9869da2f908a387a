import { useMemo, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { Column } from '../column.ts'
import { DataTable } from '../DataTable.tsx'
import { Disclosure } from '../Disclosure.tsx'
import { rowSummary } from './heatGrid.ts'
import type { HeatValues, RowSummary } from './heatGrid.ts'

interface Props {
  readonly grid: HeatValues
  readonly rows: readonly { readonly id: string; readonly label: string }[]
  readonly label: string
  readonly formatValue: (value: number) => string
}

interface HeatRow extends RowSummary {
  readonly id: string
  readonly label: string
}

/** Each row of the map in figures. */
export function HeatTable(props: Props) {
  const t = useTranslations('chart')
  const [open, setOpen] = useState(false)
  return (
    <Disclosure
      summary={<span className="text-xs">{t('heat.table')}</span>}
      open={open}
      onOpenChange={setOpen}
      className="[&>summary]:min-h-7"
    >
      <div className="clear-both">{open && <Rows {...props} />}</div>
    </Disclosure>
  )
}

function Rows({ grid, rows, label, formatValue }: Props) {
  const t = useTranslations('chart')
  const locale = useLocale()
  const summaries = useMemo(
    () => rows.map(({ id, label: name }, row): HeatRow => ({ id, label: name, ...rowSummary(grid, row) })),
    [rows, grid],
  )
  const columns = useMemo((): readonly Column<HeatRow>[] => {
    const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
    const figure = (id: 'least' | 'mean' | 'most', header: string): Column<HeatRow> => ({
      id,
      header,
      align: 'end',
      width: 110,
      sortValue: (row) => row[id],
      cell: (row) => (row[id] === null ? t('gap') : formatValue(row[id])),
    })
    return [
      { id: 'row', header: t('heat.row'), cell: (row) => row.label, sortValue: (row) => row.label, grow: true },
      figure('least', t('heat.least')),
      figure('mean', t('heat.mean')),
      figure('most', t('heat.most')),
      {
        id: 'known',
        header: t('heat.known'),
        align: 'end',
        width: 110,
        sortValue: (row) => row.known,
        cell: (row) => share.format(row.known / 100),
      },
    ]
  }, [t, locale, formatValue])
  return (
    <DataTable dense caption={label} rows={summaries} columns={columns} rowKey={(row) => row.id} maxHeight="20rem" />
  )
}
