import { useMemo } from 'react'
import { useFormat } from '@/kit/useFormat.ts'
import type { GpuMetric } from '../../schema/limits.ts'

/** A value with its unit, as it was sent: nothing is rounded to look possible. */
export function useMetricText(): (metric: GpuMetric, value: number) => string {
  const f = useFormat()
  return useMemo(
    () => (metric, value) => {
      const number = f.number(value, 1)
      switch (metric) {
        case 'temperature':
          return `${number} °C`
        case 'power':
          return `${number} W`
        default:
          return `${number}%`
      }
    },
    [f],
  )
}
