import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Column } from '../column.ts'
import { DataTable } from '../DataTable.tsx'
import type { ChartFrame } from './frame.ts'
import { chartRows } from './series.ts'
import type { ChartRow, ChartShade, TimeChartProps } from './series.ts'

interface Props extends Pick<TimeChartProps, 'unit' | 'formatValue' | 'formatTime' | 'label' | 'resolutionMs'> {
  readonly frame: ChartFrame
}

/** What is drawn, in figures: with the least and the most where several values share a row. */
export function ValueTable({ frame, unit, formatValue, formatTime, label, resolutionMs }: Props) {
  const t = useTranslations('chart')
  const { series, window, shades } = frame
  const rows = useMemo(
    () =>
      chartRows(
        series.map(({ line }) => line),
        window,
        resolutionMs,
      ),
    [series, window, resolutionMs],
  )
  const columns: readonly Column<ChartRow>[] = [
    { id: 't', header: t('time'), cell: (row) => formatTime(row.t), width: 190 },
    ...series.map((one, index): Column<ChartRow> => ({
      id: one.id,
      header: unit === '' ? one.label : t('withUnit', { label: one.label, unit }),
      align: 'end',
      cell: ({ values }) => {
        const value = values[index]
        if (!value) return t('gap')
        const [low, high] = value
        if (low === high) return formatValue(low)
        return t('fromTo', { low: formatValue(low), high: formatValue(high) })
      },
    })),
  ]
  const marks: readonly Column<ChartShade>[] = [
    { id: 'from', header: t('from'), cell: ({ from }) => formatTime(from), width: 190 },
    { id: 'to', header: t('to'), cell: ({ to }) => formatTime(to), width: 190 },
    { id: 'label', header: t('marked'), cell: (shade) => shade.label, grow: true },
  ]
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <DataTable
        dense
        caption={label}
        rows={rows}
        columns={columns}
        rowKey={(row) => String(row.t)}
        maxHeight="16rem"
      />
      {shades.length > 0 && (
        <DataTable
          dense
          caption={t('markedIn', { label })}
          rows={shades}
          columns={marks}
          rowKey={({ from, to, label: text }) => `${from} ${to} ${text}`}
          maxHeight="12rem"
        />
      )}
    </div>
  )
}
