import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import type { Column } from '@/ui/column.ts'
import { Meter } from '@/ui/Meter.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import { quietLinkClass } from '@/ui/link.ts'
import { paths } from '../../paths.ts'
import type { ShownClient } from '../../schema/pendingWrites.ts'
import { DISK_FULL_PERCENT, seen } from '../../schema/silence.ts'
import { clientName } from '../clientName.ts'
import { ClientStatus } from './ClientStatus.tsx'
import { LastSeen } from './LastSeen.tsx'

/** What stands for a figure that was never reported. */
const NOT_REPORTED = '–'

/**
 * The columns of the fleet.
 *
 * @param serverNow when the rows were read, by the server's clock
 * @param clockOffsetMs how far that clock is ahead of this browser's
 */
export function useFleetColumns(serverNow: number, clockOffsetMs: number): readonly Column<ShownClient>[] {
  const t = useTranslations('fleet')
  const f = useFormat()
  return useMemo(() => {
    const figure = (value: (client: ShownClient) => number) => (client: ShownClient) =>
      client.reported ? value(client) : null
    const level = (id: 'cpu' | 'memory' | 'storage'): Column<ShownClient> => ({
      id,
      header: t(`columns.${id}`),
      sortValue: figure((client) => client[id]),
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
    return [
      {
        id: 'name',
        header: t('columns.name'),
        sortValue: (client) => clientName(client),
        cell: (client) => (
          <Link to={paths.client} params={{ client: client.id }} className={quietLinkClass}>
            <ServerText text={clientName(client)} mono={client.name.trim() === ''} />
          </Link>
        ),
        grow: true,
      },
      {
        id: 'status',
        header: t('columns.status'),
        sortValue: (client) => client.status,
        cell: (client) => <ClientStatus client={client} />,
        width: 136,
      },
      {
        id: 'seen',
        header: t('columns.seen'),
        sortValue: (client) => client.lastOnline,
        cell: (client) => (
          <LastSeen
            at={client.reported && client.lastOnline !== null ? client.lastOnline - clockOffsetMs : null}
            seen={seen(client, serverNow)}
          />
        ),
        width: 116,
        priority: 2,
      },
      {
        id: 'device',
        header: t('columns.device'),
        sortValue: (client) => client.deviceName,
        cell: (client) => <ServerText text={client.deviceName} max={28} placeholder={NOT_REPORTED} />,
        width: 192,
        priority: 2,
      },
      {
        id: 'os',
        header: t('columns.os'),
        sortValue: (client) => client.os,
        cell: (client) => <ServerText text={client.os} max={30} placeholder={NOT_REPORTED} />,
        width: 108,
        priority: 4,
      },
      {
        id: 'tflops',
        header: t('columns.tflops'),
        sortValue: figure((client) => client.tflops),
        cell: (client) => (client.reported ? f.number(client.tflops, 1) : NOT_REPORTED),
        align: 'end',
        width: 96,
        priority: 3,
      },
      level('cpu'),
      level('memory'),
      level('storage'),
      {
        id: 'health',
        header: t('columns.health'),
        sortValue: figure((client) => client.health),
        cell: (client) => (client.reported ? f.number(client.health, 1) : NOT_REPORTED),
        align: 'end',
        width: 104,
        priority: 3,
      },
      {
        id: 'uptime',
        header: t('columns.uptime'),
        sortValue: figure((client) => client.uptimeDays),
        cell: (client) => (client.reported ? t('days', { days: client.uptimeDays }) : NOT_REPORTED),
        align: 'end',
        width: 72,
        priority: 4,
      },
    ]
  }, [t, f, serverNow, clockOffsetMs])
}
