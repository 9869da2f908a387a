import { useId, useMemo } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { CellField } from './CellField.tsx'
import { countCells } from './cellLegend.ts'
import type { CellLegendEntry } from './cellLegend.ts'
import { CellMapLegend } from './CellMapLegend.tsx'
import { EmptyState } from './EmptyState.tsx'

interface Props {
  readonly count: number
  /** The entry of the legend of each cell, in the order shown. A new array is a new picture. */
  readonly colourOf: Uint8Array
  /** Kept stable by the page, as `colourOf`. */
  readonly legend: readonly CellLegendEntry[]
  /** What the map shows. */
  readonly label: string
  /** What one cell stands for, in words; asked only for the one that is pointed at or has the focus. */
  readonly describe: (index: number) => string
  readonly onOpen: (index: number) => void
  /** With it the focus stays with what a cell stands for when cells come and go. */
  readonly keyOf?: (index: number) => string
  /** A press on an entry of the legend. */
  readonly onLegend?: (entry: number) => void
  /** Pixels from cell to cell; without it as large as the room allows. */
  readonly cellSize?: number
}

/** One cell for each of up to a hundred thousand things, by colour; above it the same in words and figures. */
export function CellMap({ count, colourOf, legend, label, onLegend, ...field }: Props) {
  const t = useTranslations('ui')
  const locale = useLocale()
  const id = useId()
  const counts = useMemo(() => countCells(colourOf, count, legend.length), [colourOf, count, legend.length])
  const entries = useMemo(() => {
    const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
    return legend.map((entry, index) => {
      const cells = counts[index] ?? 0
      return { ...entry, count: cells, share: share.format(cells / Math.max(1, count)) }
    })
  }, [legend, counts, count, locale])

  if (count === 0) return <EmptyState compact title={t('map.empty')} />
  return (
    <div className="space-y-3">
      <CellMapLegend label={t('map.legend', { label })} entries={entries} onPress={onLegend} />
      <CellField
        count={count}
        colourOf={colourOf}
        legend={legend}
        label={label}
        describedBy={`${id}-summary ${id}-keys`}
        {...field}
      />
      <p id={`${id}-summary`} className="sr-only">
        {t('map.summary', {
          count,
          entries: new Intl.ListFormat(locale, { type: 'unit' }).format(
            entries.map((entry) => t('map.entry', { label: entry.label, count: entry.count, share: entry.share })),
          ),
        })}
      </p>
      <p id={`${id}-keys`} className="sr-only">
        {t('map.keys')}
      </p>
    </div>
  )
}
