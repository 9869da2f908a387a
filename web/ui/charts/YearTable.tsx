import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Column } from '../column.ts'
import { DataTable } from '../DataTable.tsx'
import { Disclosure } from '../Disclosure.tsx'
import { monthSummaries } from './yearGrid.ts'
import type { MonthSummary, YearDay } from './yearGrid.ts'

interface Props {
  readonly days: readonly YearDay[]
  readonly label: string
  readonly formatValue: (value: number) => string
}

/** The year month by month, in figures. */
export function YearTable({ days, label, formatValue }: Props) {
  const t = useTranslations('chart')
  const [open, setOpen] = useState(false)
  const months = useMemo(() => (open ? monthSummaries(days) : []), [open, days])
  const columns = useMemo((): readonly Column<MonthSummary>[] => {
    const figure = (id: 'mean' | 'least', header: string): Column<MonthSummary> => ({
      id,
      header,
      align: 'end',
      cell: (month) => (month[id] === null ? t('gap') : formatValue(month[id])),
    })
    return [
      { id: 'month', header: t('year.month'), cell: ({ month }) => month },
      { id: 'days', header: t('year.days'), align: 'end', cell: (month) => month.days },
      figure('mean', t('year.mean')),
      figure('least', t('year.least')),
    ]
  }, [t, formatValue])
  return (
    <Disclosure summary={<span className="text-xs">{t('year.table')}</span>} open={open} onOpenChange={setOpen}>
      {open && <DataTable dense caption={label} rows={months} columns={columns} rowKey={({ month }) => month} />}
    </Disclosure>
  )
}
