import { Download } from 'lucide-react'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { notify } from '@/kit/notifications.tsx'
import { fileName, saveFile } from '@/lib/saveFile.ts'
import { Button } from '@/ui/Button.tsx'
import { Menu } from '@/ui/Menu.tsx'
import type { ClientTable } from '../../schema/clientTable.ts'
import { FLEET_COLUMN_IDS, type FleetColumnId } from '../../schema/fleetView.ts'
import type { PendingWrite } from '../../schema/pendingWrites.ts'
import { exportFleet, type ExportFormat } from './exportFleet.ts'

interface Props {
  readonly label: string
  readonly table: ClientTable
  /** Indexes into the table; asked for when something is exported. */
  readonly order: () => ArrayLike<number>
  /** As the table shows them. */
  readonly columns: readonly FleetColumnId[]
  readonly writes: readonly PendingWrite[]
  readonly size?: 'sm' | 'md'
}

/** The rows as a file, with the columns shown or with all of them. */
export function ExportMenu({ label, table, order, columns, writes, size }: Props): ReactNode {
  const t = useTranslations('fleet.export')
  const [isBusy, setBusy] = useState(false)
  const latest = useRef(0)

  const write = async (format: ExportFormat, wanted: readonly FleetColumnId[]) => {
    latest.current += 1
    const run = latest.current
    setBusy(true)
    const now = Date.now()
    const rows = order()
    const file = await exportFleet(
      { table, order: rows, columns: wanted, format, writes, now },
      () => latest.current !== run,
    )
    if (file === null) return
    setBusy(false)
    const day = new Date(now).toISOString().slice(0, 10)
    const name = fileName(['fleet', day, `${rows.length}-clients`], format)
    saveFile(file, name)
    notify({ tone: 'good', id: 'fleet-export', title: t('done', { count: rows.length }), detail: name })
  }
  const all = FLEET_COLUMN_IDS
  return (
    <Menu
      label={label}
      align="end"
      trigger={
        <Button icon={Download} busy={isBusy} size={size}>
          {label}
        </Button>
      }
      entries={[
        { label: t('csvShown'), onSelect: () => void write('csv', columns) },
        { label: t('csvAll'), onSelect: () => void write('csv', all) },
        { kind: 'separator' },
        { label: t('jsonShown'), onSelect: () => void write('json', columns) },
        { label: t('jsonAll'), onSelect: () => void write('json', all) },
      ]}
    />
  )
}
