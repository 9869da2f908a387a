import { useCallback, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { ChipMeasure, ChipMetric, ChipReading } from '@/kit/machine.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import type { Chip } from '../../schema/device.ts'
import type { DrawnHolder } from './chipHolding.ts'

/** In this order they are told. */
const chipMetrics: readonly ChipMetric[] = ['temperature', 'usage', 'memory', 'power']

/** A value with its unit, as it was sent. */
export function useMeasureText(): (metric: ChipMetric, value: number) => string {
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

/** Where a value exceeds its limit or cannot be: why, in words. */
export function useLevelText(): (metric: ChipMetric, measure: ChipMeasure) => string | null {
  const t = useTranslations('devices.drawing')
  const text = useMeasureText()
  return useCallback(
    (metric, { level, limit }) => {
      if (level === 'implausible') return t('implausible')
      return limit === null ? null : t('above', { limit: text(metric, limit) })
    },
    [t, text],
  )
}

interface Said {
  readonly holders: readonly DrawnHolder[]
  readonly reading: ChipReading | undefined
  readonly refused: string | null
}

/** All that the drawing shows of a chip, as one text. */
export function useChipText(): (chip: Chip, said: Said) => string {
  const t = useTranslations('devices.drawing')
  const f = useFormat()
  const measureText = useMeasureText()
  const levelText = useLevelText()
  return useCallback(
    (chip, { holders, reading, refused }) => {
      const index = f.number(chip.logicalIndex)
      const type = inSentence(chip.variantKey ?? chip.configKey, 40)
      const bus = inSentence(chip.busAddress, 40)
      const words = [
        chip.chipsPerDevice === 1
          ? t('said.chip', { index, type, bus })
          : t('said.chipOfCard', { index, type, bus, chip: f.number(chip.chipIndex) }),
        ...(chip.group === null ? [] : [t('said.group', { group: f.number(chip.group) })]),
        ...holders.map(({ instance, source }) => t(`said.${source}`, { name: inSentence(instance.alias) })),
        ...(reading === undefined
          ? []
          : chipMetrics.flatMap((metric) => {
              const measure = reading[metric]
              if (measure === null) return []
              const level = levelText(metric, measure)
              const value = measureText(metric, measure.value)
              return [t(`said.${metric}`, { value: level === null ? value : t('said.withLevel', { value, level }) })]
            })),
        ...(refused === null ? [] : [refused]),
      ]
      return words.join(t('said.separator'))
    },
    [t, f, measureText, levelText],
  )
}
