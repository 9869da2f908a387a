import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Column } from '@/ui/DataTable.tsx'
import { ServerText } from '@/ui/ServerText.tsx'
import type { Gpu } from '../../schema/client.ts'
import { GPU_METRICS, deviceClass, metricOf, type GpuMetric } from '../../schema/limits.ts'
import type { LimitsInForce } from '../../queriesLimits.ts'
import { GpuValue } from './GpuValue.tsx'

/** Two GPUs of one index have been seen: the place in the list tells them apart. */
export type PlacedGpu = Gpu & { readonly place: number }

export function useGpuColumns(limitsOf: (device: string) => LimitsInForce): readonly Column<PlacedGpu>[] {
  const t = useTranslations('client.gpus')
  return useMemo((): readonly Column<PlacedGpu>[] => {
    const column = (metric: GpuMetric): Column<PlacedGpu> => ({
      id: metric,
      header: t(metric),
      sortValue: (gpu) => metricOf(gpu, metric),
      cell: (gpu) => (
        <GpuValue
          metric={metric}
          value={metricOf(gpu, metric)}
          limits={limitsOf(deviceClass(gpu.name)).limits}
          label={`${t(metric)}, ${t('unnamed', { index: gpu.index })}`}
        />
      ),
      width: 136,
    })
    return [
      {
        id: 'index',
        header: t('index'),
        sortValue: (gpu) => gpu.index,
        cell: (gpu) => gpu.index,
        width: 56,
        mono: true,
      },
      {
        id: 'name',
        header: t('name'),
        sortValue: (gpu) => gpu.name,
        cell: (gpu) => <ServerText text={gpu.name ?? t('unnamed', { index: gpu.index })} />,
        grow: true,
        priority: 2,
      },
      ...GPU_METRICS.map(column),
    ]
  }, [t, limitsOf])
}
