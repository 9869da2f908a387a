import { Download } from 'lucide-react'
import { memo, useRef, useState } from 'react'
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

export interface ExportSource {
  readonly table: ClientTable
  /** Indexes into the table. */
  readonly order: ArrayLike<number>
  /** As the table shows them. */
  readonly columns: readonly FleetColumnId[]
  readonly writes: readonly PendingWrite[]
}

interface Props {
  readonly label: string
  /** Asked for when something is exported. */
  readonly source: () => ExportSource
  /** Why there is nothing to export yet. */
  readonly disabledReason?: string | null
  readonly size?: 'sm' | 'md'
}

/** The rows as a file, with the columns shown or with all of them. */
export const ExportMenu = memo(function ExportMenu({ label, source, disabledReason, size }: Props): ReactNode {
  const t = useTranslations('fleet.export')
  const [isBusy, setBusy] = useState(false)
  const latest = useRef(0)

  const write = async (format: ExportFormat, which: 'shown' | 'all') => {
    latest.current += 1
    const run = latest.current
    setBusy(true)
    const now = Date.now()
    const { columns, ...rows } = source()
    const wanted = which === 'all' ? FLEET_COLUMN_IDS : columns
    const file = await exportFleet({ ...rows, columns: wanted, format, now }, () => latest.current !== run)
    if (file === null) return
    setBusy(false)
    const day = new Date(now).toISOString().slice(0, 10)
    const count = rows.order.length
    const name = fileName(['fleet', day, `${count}-clients`], format)
    saveFile(file, name)
    notify({ tone: 'good', id: 'fleet-export', title: t('done', { count }), detail: name })
  }
  const entry = (name: 'csvShown' | 'csvAll' | 'jsonShown' | 'jsonAll') => ({
    label: t(name),
    disabledReason,
    onSelect: () => void write(name.startsWith('csv') ? 'csv' : 'json', name.endsWith('All') ? 'all' : 'shown'),
  })
  return (
    <Menu
      label={label}
      align="end"
      trigger={
        <Button icon={Download} busy={isBusy} size={size}>
          {label}
        </Button>
      }
      entries={[entry('csvShown'), entry('csvAll'), { kind: 'separator' }, entry('jsonShown'), entry('jsonAll')]}
    />
  )
})
