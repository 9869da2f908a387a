import { Columns2, Grid3x3, Group, Rows3, Table2 } from 'lucide-react'
import { memo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { ColumnMenu } from '@/ui/ColumnMenu.tsx'
import { formatLayout, type ColumnLayout } from '@/ui/columnLayout.ts'
import { IconButton } from '@/ui/IconButton.tsx'
import type { Room } from '@/ui/screenRoom.ts'
import { Segmented } from '@/ui/Segmented.tsx'
import { FLEET_VIEWS, type FleetSearch } from '../../paths.ts'
import { ExportMenu, type ExportSource } from './ExportMenu.tsx'
import type { FleetColumn } from './fleetColumns.tsx'

interface Props {
  readonly search: FleetSearch
  readonly columns: readonly FleetColumn[]
  readonly layout: ColumnLayout | undefined
  readonly room: Room
  readonly exported: () => ExportSource
  /** There is nothing to export yet. */
  readonly isReading: boolean
  readonly onChange: (changed: FleetSearch) => void
}

const icons = { table: Table2, map: Grid3x3, both: Columns2, groups: Group } as const

/** How the fleet is shown, and as a file. */
export const FleetTools = memo(function FleetTools({
  search,
  columns,
  layout,
  room,
  exported,
  isReading,
  onChange,
}: Props): ReactNode {
  const t = useTranslations('fleet')
  const kind = search.view ?? 'table'
  const isDense = search.rows === 'dense'
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Segmented
        label={t('view.label')}
        value={kind}
        onValueChange={(view) => onChange({ view: view === 'table' ? undefined : view })}
        options={FLEET_VIEWS.map((value) => ({ value, label: t(`view.${value}`), icon: icons[value] }))}
      />
      {(kind === 'table' || kind === 'both') && (
        <>
          <ColumnMenu
            columns={columns}
            layout={layout}
            room={room}
            onLayoutChange={(next) => onChange({ cols: next === undefined ? undefined : formatLayout(next) })}
          />
          <IconButton
            icon={Rows3}
            label={t('view.dense')}
            pressed={isDense}
            onClick={() => onChange({ rows: isDense ? undefined : 'dense' })}
            className={isDense ? 'bg-accent-soft text-accent!' : ''}
          />
        </>
      )}
      <ExportMenu label={t('export.button')} source={exported} disabledReason={isReading ? t('reading') : null} />
    </div>
  )
})
