import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import type { Column } from '@/ui/column.ts'
import { cx } from '@/ui/cx.ts'
import { Meter } from '@/ui/Meter.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import type { FleetColumnId } from '../../schema/fleetView.ts'
import type { ShownClient } from '../../schema/pendingWrites.ts'
import { DISK_FULL_PERCENT, seen } from '../../schema/silence.ts'
import { siteOf } from '../../schema/site.ts'
import { ClientStatus } from './ClientStatus.tsx'
import { FleetName } from './FleetName.tsx'
import { LastSeen } from './LastSeen.tsx'

/** What stands for a figure that was never reported. */
const NOT_REPORTED = '–'

/** The order is made where the rows are: here it only says that a column has one. */
const sortable = () => null

/** In one line also in a table that takes its widths from its words. */
function cut(text: string | null, width: string) {
  return (
    <span title={(text?.length ?? 0) > 12 ? text?.slice(0, 500) : undefined} className={cx('block truncate', width)}>
      <ServerText text={text} max={60} placeholder={NOT_REPORTED} />
    </span>
  )
}

export interface FleetColumn extends Column<ShownClient> {
  readonly id: FleetColumnId
}

interface Options {
  /** When the rows were read, by the server's clock. */
  readonly serverNow: number
  /** How far that clock is ahead of this browser's. */
  readonly clockOffsetMs: number
  /** Whether another client is called the same. */
  readonly isRepeated: (id: string) => boolean
  /** Name, status and age in one cell, where there is no room for columns. */
  readonly isNarrow: boolean
}

/** The columns of the fleet. */
export function useFleetColumns({ serverNow, clockOffsetMs, isRepeated, isNarrow }: Options): readonly FleetColumn[] {
  const t = useTranslations('fleet')
  const f = useFormat()
  return useMemo(() => {
    const heard = (client: ShownClient) => (
      <LastSeen
        at={client.reported && client.lastOnline !== null ? client.lastOnline - clockOffsetMs : null}
        seen={seen(client, serverNow)}
        f={f}
      />
    )
    const level = (id: 'cpu' | 'memory' | 'storage'): FleetColumn => ({
      id,
      header: t(`columns.${id}`),
      sortValue: sortable,
      cell: (client) =>
        client.reported ? (
          <Meter
            value={client[id]}
            label={t(`columns.${id}`)}
            {...(id === 'storage' && client.storage >= DISK_FULL_PERCENT ? { tone: 'bad' } : {})}
          />
        ) : (
          NOT_REPORTED
        ),
      width: 112,
      priority: id === 'storage' ? 3 : 2,
    })
    const figure = (
      id: 'tflops' | 'health' | 'uptime',
      width: number,
      priority: 3 | 4,
      text: (client: ShownClient) => string,
    ): FleetColumn => ({
      id,
      header: t(`columns.${id}`),
      sortValue: sortable,
      cell: (client) => (client.reported ? text(client) : NOT_REPORTED),
      align: 'end',
      width,
      priority,
    })
    return [
      {
        id: 'name',
        header: t('columns.name'),
        sortValue: sortable,
        cell: (client) => (
          <FleetName client={client} isRepeated={isRepeated(client.id)} below={isNarrow ? heard(client) : undefined} />
        ),
        grow: true,
        always: true,
      },
      {
        id: 'status',
        header: t('columns.status'),
        sortValue: sortable,
        cell: (client) => (
          <span className="flex min-w-0">
            <ClientStatus client={client} />
          </span>
        ),
        width: 128,
        priority: 2,
      },
      { id: 'seen', header: t('columns.seen'), sortValue: sortable, cell: heard, width: 104, priority: 2 },
      {
        id: 'device',
        header: t('columns.device'),
        sortValue: sortable,
        cell: (client) => cut(client.deviceName, 'max-w-43'),
        width: 196,
        priority: 2,
      },
      {
        id: 'os',
        header: t('columns.os'),
        sortValue: sortable,
        cell: (client) => cut(client.os, 'max-w-24'),
        width: 108,
        priority: 4,
      },
      figure('tflops', 98, 3, (client) => f.number(client.tflops, 1)),
      level('cpu'),
      level('memory'),
      level('storage'),
      figure('health', 92, 3, (client) => f.number(client.health, 1)),
      figure('uptime', 96, 4, (client) => t('days', { days: client.uptimeDays })),
      {
        id: 'id',
        header: t('columns.id'),
        sortValue: sortable,
        cell: (client) => client.id,
        mono: true,
        width: 288,
        optional: true,
      },
      {
        id: 'created',
        header: t('columns.created'),
        sortValue: sortable,
        cell: (client) => f.dateTime(client.createdAt),
        width: 200,
        optional: true,
      },
      {
        id: 'site',
        header: t('columns.site'),
        sortValue: sortable,
        cell: (client) => <ServerText text={siteOf(client.name)} max={30} placeholder={NOT_REPORTED} />,
        width: 120,
        optional: true,
      },
      {
        id: 'models',
        header: t('columns.models'),
        sortValue: sortable,
        cell: (client) => (
          <ServerText
            text={client.loadedModels.map(({ id }) => id).join(', ')}
            max={40}
            placeholder={client.reported ? t('noModels') : NOT_REPORTED}
          />
        ),
        width: 220,
        optional: true,
      },
    ]
  }, [t, f, serverNow, clockOffsetMs, isRepeated, isNarrow])
}
