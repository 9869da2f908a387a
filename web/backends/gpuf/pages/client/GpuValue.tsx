import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Meter } from '@/ui/Meter.tsx'
import { readingOf, scaleEnd, type GpuMetric, type Limits } from '../../schema/limits.ts'
import { Implausible } from './Implausible.tsx'
import { useMetricText } from './useMetricText.ts'

interface Props {
  readonly metric: GpuMetric
  readonly value: number | null
  readonly limits: Limits
  /** Of which GPU, for those who do not see the row. */
  readonly label: string
}

/** One value of a GPU as a bar, with a word where it exceeds its limit or cannot be. */
export function GpuValue({ metric, value, limits, label }: Props): ReactNode {
  const t = useTranslations('client.gpus')
  const text = useMetricText()
  const reading = readingOf(metric, value, limits[metric])
  return (
    <span className="block">
      <Meter
        value={value}
        max={scaleEnd(metric, limits)}
        label={label}
        {...(value === null ? {} : { text: text(metric, value) })}
        {...(reading.kind === 'exceeds' ? { tone: reading.level } : {})}
      />
      {reading.kind === 'exceeds' && (
        <span className={`block text-end text-xs ${reading.level === 'bad' ? 'text-bad' : 'text-warn'}`}>
          {t('above', { limit: text(metric, reading.limit) })}
        </span>
      )}
      {reading.kind === 'implausible' && (
        <span className="block text-end">
          <Implausible />
        </span>
      )}
    </span>
  )
}
