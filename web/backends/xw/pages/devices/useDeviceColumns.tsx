import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useFormat } from '@/kit/useFormat.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { Badge } from '@/ui/Badge.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import type { Column } from '@/ui/column.ts'
import type { Chip } from '../../schema/device.ts'
import { ServerLink } from '../ServerLink.tsx'
import type { DrawnHolder } from './chipHolding.ts'
import { ChipHolders } from './ChipHolders.tsx'

export interface DeviceRow {
  readonly at: Endpoint
  readonly chip: Chip
  /** What is known to hold it. */
  readonly holders: readonly DrawnHolder[]
}

/** The columns of a table of chips. */
export function useDeviceColumns(): readonly Column<DeviceRow>[] {
  const t = useTranslations('devices')
  const f = useFormat()
  return useMemo(
    () => [
      {
        id: 'server',
        header: t('column.server'),
        priority: 2,
        sortValue: ({ at }) => at.label,
        cell: ({ at }) => <ServerLink at={at} />,
      },
      {
        id: 'model',
        header: t('column.model'),
        sortValue: ({ chip }) => chip.modelName,
        cell: ({ at, chip }) => (
          <>
            <ServerText text={chip.modelName} max={60} />
            {/* Where there is no room for its column. */}
            <span className="block text-xs sm:hidden">
              <ServerLink at={at} className="text-ink-2" />
            </span>
          </>
        ),
      },
      {
        id: 'index',
        header: t('column.index'),
        align: 'end',
        sortValue: ({ chip }) => chip.logicalIndex,
        cell: ({ chip }) => f.number(chip.logicalIndex),
      },
      {
        id: 'group',
        header: t('column.group'),
        align: 'end',
        priority: 2,
        sortValue: ({ chip }) => chip.group,
        cell: ({ chip }) => f.number(chip.group),
      },
      {
        id: 'bus',
        header: t('column.bus'),
        mono: true,
        sortValue: ({ chip }) => chip.busAddress,
        cell: ({ chip }) => <ServerText text={chip.busAddress} max={40} />,
      },
      {
        id: 'place',
        header: t('column.place'),
        priority: 2,
        sortValue: ({ chip }) => chip.physicalIndex * 1_000 + chip.chipIndex,
        cell: ({ chip }) => {
          const card = f.number(chip.physicalIndex)
          return chip.chipsPerDevice === 1
            ? t('placeWhole', { card })
            : t('place', { card, chip: f.number(chip.chipIndex), chips: f.number(chip.chipsPerDevice) })
        },
      },
      {
        id: 'type',
        header: t('column.type'),
        mono: true,
        priority: 2,
        sortValue: ({ chip }) => chip.deviceType,
        cell: ({ chip }) => <ServerText text={chip.deviceType} max={40} />,
      },
      {
        id: 'holder',
        header: t('column.holder'),
        sortValue: ({ holders }) => holders[0]?.instance.alias ?? null,
        cell: ({ at, holders }) => <ChipHolders holders={holders} server={at.id} isReachable />,
      },
      {
        id: 'vendor',
        header: t('column.vendor'),
        priority: 3,
        sortValue: ({ chip }) => chip.vendor,
        cell: ({ chip }) => <ServerText text={chip.vendor} max={40} placeholder="–" />,
      },
      {
        id: 'generation',
        header: t('column.generation'),
        priority: 3,
        sortValue: ({ chip }) => chip.generation,
        cell: ({ chip }) => <ServerText text={chip.generation} max={40} placeholder="–" />,
      },
      {
        id: 'capabilities',
        header: t('column.capabilities'),
        priority: 3,
        cell: ({ chip }) =>
          chip.capabilities.length === 0 ? (
            <span className="text-ink-3">–</span>
          ) : (
            <span className="flex flex-wrap gap-1">
              {chip.capabilities.map((capability) => (
                <Badge key={capability}>
                  <ServerText text={capability} max={30} />
                </Badge>
              ))}
            </span>
          ),
      },
    ],
    [t, f],
  )
}
