import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import type { Column } from '@/ui/column.ts'
import { quietLinkClass } from '@/ui/link.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { paths } from '../../paths.ts'
import type { Point } from '../../schema/points.ts'
import { clientName } from '../clientName.ts'

export function usePointColumns(): readonly Column<Point>[] {
  const t = useTranslations('register.points.columns')
  const f = useFormat()
  return useMemo(
    (): readonly Column<Point>[] => [
      {
        id: 'date',
        header: t('date'),
        sortValue: (point) => point.date,
        cell: (point) => <ServerText text={point.date} max={12} placeholder="–" />,
        width: 96,
      },
      {
        id: 'client',
        header: t('client'),
        sortValue: nameOf,
        cell: (point) => (
          <Link to={paths.client} params={{ client: point.clientId }} className={quietLinkClass}>
            <ServerText text={nameOf(point)} max={60} />
          </Link>
        ),
        grow: true,
      },
      {
        id: 'device',
        header: t('device'),
        sortValue: (point) => point.deviceName,
        cell: (point) => <ServerText text={point.deviceName} max={30} placeholder="–" />,
        width: 200,
        priority: 2,
      },
      {
        id: 'index',
        header: t('index'),
        cell: (point) => f.number(point.deviceIndex),
        align: 'end',
        width: 48,
        priority: 3,
      },
      {
        id: 'deviceId',
        header: t('deviceId'),
        cell: (point) => <ServerText text={point.deviceId} max={24} mono placeholder="–" />,
        width: 104,
        priority: 3,
      },
      {
        id: 'heartbeats',
        header: t('heartbeats'),
        sortValue: (point) => point.heartbeats,
        cell: (point) => f.number(point.heartbeats),
        align: 'end',
        width: 104,
        priority: 2,
      },
      {
        id: 'points',
        header: t('points'),
        sortValue: (point) => point.points,
        cell: (point) => f.number(point.points, 2),
        align: 'end',
        width: 88,
      },
    ],
    [t, f],
  )
}

function nameOf({ clientId, clientName: name }: Point): string {
  return clientName({ id: clientId, name: name ?? '' })
}
