import { Component, Suspense, lazy, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { DataTable } from '../DataTable.tsx'
import type { Column } from '../column.ts'
import { Disclosure } from '../Disclosure.tsx'
import { Skeleton } from '../Skeleton.tsx'
import { chartRows, dashOf, strokes } from './series.ts'
import type { ChartRow, TimeChartProps } from './series.ts'

const TimeChartBody = lazy(async () => {
  const { TimeChartBody: Body } = await import('./TimeChartBody.tsx')
  return { default: Body }
})

/** Values over time. The drawing is loaded when the first chart is shown; the values are always there as a table. */
export function TimeChart(props: TimeChartProps) {
  const t = useTranslations('ui')
  const [tableOpen, setTableOpen] = useState(false)
  const { series, unit, label, height = 200 } = props
  const anything = series.some(({ points }) => points.some(({ v }) => v !== null))
  const name = unit === '' ? label : t('chart.withUnit', { label, unit })
  return (
    <figure aria-label={name} className="flex min-w-0 flex-col gap-2">
      <figcaption className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-2">
        {series.map((one, index) => (
          <span key={one.id} className="inline-flex items-center gap-1.5">
            <svg aria-hidden width={20} height={8}>
              <line
                x1={0}
                x2={20}
                y1={4}
                y2={4}
                stroke={strokes[one.tone]}
                strokeWidth={2}
                strokeDasharray={dashOf(index)}
              />
            </svg>
            {one.label}
          </span>
        ))}
        {unit !== '' && <span className="ms-auto text-ink-3">{unit}</span>}
      </figcaption>
      <div style={{ height }} className="relative min-w-0">
        {anything ? (
          <DrawingBoundary fallback={<Note>{t('chart.failed')}</Note>}>
            <Suspense fallback={<Skeleton rows={Math.max(1, Math.floor(height / 28))} />}>
              <TimeChartBody {...props} height={height} />
            </Suspense>
          </DrawingBoundary>
        ) : (
          <Note>{t('chart.empty')}</Note>
        )}
      </div>
      {anything && (
        <Disclosure
          summary={<span className="text-xs">{t('chart.table')}</span>}
          open={tableOpen}
          onOpenChange={setTableOpen}
        >
          {tableOpen && <ValueTable {...props} />}
        </Disclosure>
      )}
    </figure>
  )
}

function Note({ children }: { readonly children: ReactNode }) {
  return (
    <p className="flex h-full items-center justify-center rounded-md border border-dashed border-line text-sm text-ink-3">
      {children}
    </p>
  )
}

function ValueTable({ series, unit, formatValue, formatTime, label }: TimeChartProps) {
  const t = useTranslations('ui')
  const columns: readonly Column<ChartRow>[] = [
    { id: 't', header: t('chart.time'), cell: (row) => formatTime(row.t), width: 180 },
    ...series.map((one): Column<ChartRow> => ({
      id: one.id,
      header: unit === '' ? one.label : t('chart.withUnit', { label: one.label, unit }),
      align: 'end',
      cell: (row) => {
        const value = row.values[one.id]
        return value === null || value === undefined ? t('chart.gap') : formatValue(value)
      },
    })),
  ]
  return (
    <DataTable
      dense
      caption={label}
      rows={chartRows(series)}
      columns={columns}
      rowKey={(row) => String(row.t)}
      maxHeight="16rem"
    />
  )
}

interface BoundaryProps {
  readonly children: ReactNode
  readonly fallback: ReactNode
}

/** The drawing's code may not arrive: the rest of the page must not go with it. */
class DrawingBoundary extends Component<BoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children
  }
}
