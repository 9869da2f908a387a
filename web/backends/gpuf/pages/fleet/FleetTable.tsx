import { memo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { ColumnLayout } from '@/ui/columnLayout.ts'
import type { TableSelection, TableSort } from '@/ui/column.ts'
import { DataTable } from '@/ui/DataTable.tsx'
import type { RowSource } from '@/ui/rowSource.ts'
import type { Room } from '@/ui/screenRoom.ts'
import type { ShownClient } from '../../schema/pendingWrites.ts'
import type { FleetColumn } from './fleetColumns.tsx'

interface Props {
  readonly rows: readonly ShownClient[] | RowSource<ShownClient>
  readonly columns: readonly FleetColumn[]
  readonly layout: ColumnLayout | undefined
  readonly room: Room
  readonly sorts: readonly TableSort[]
  readonly onSortsChange: (sorts: readonly TableSort[]) => void
  readonly selection: TableSelection<ShownClient>
  readonly isDense: boolean
  readonly isNarrow: boolean
  readonly empty: ReactNode
}

/** In one column, a row has the name and below it status and age. */
const NARROW_ROW = 52

export const FleetTable = memo(function FleetTable({ isDense, isNarrow, columns, rows, ...table }: Props): ReactNode {
  const t = useTranslations('fleet')
  return (
    <DataTable
      caption={t('title')}
      rows={rows}
      columns={columns}
      rowKey={keyOf}
      presorted
      rowOpensLink
      dense={isDense}
      {...(isNarrow ? { rowHeight: NARROW_ROW } : {})}
      {...table}
    />
  )
})

function keyOf({ id }: ShownClient): string {
  return id
}
