import { CircleX, TriangleAlert } from 'lucide-react'
import type { ChipMeasure, ChipMetric, ChipReading } from '@/kit/machine.ts'
import { useTranslations } from 'use-intl'
import { cx } from '@/ui/cx.ts'
import { useLevelText, useMeasureText } from './useChipText.ts'

/** What a chip does now. Said in the chip's own name for those who do not see it. */
export function ChipMeasures({ reading }: { readonly reading: ChipReading }) {
  const { temperature, usage, memory, power } = reading
  return (
    <span aria-hidden className="mt-auto block space-y-1 text-xs text-ink-2 tabular-nums">
      <span className="flex flex-wrap justify-between gap-x-2">
        <Value metric="temperature" measure={temperature} />
        <Value metric="power" measure={power} />
      </span>
      <Share metric="usage" measure={usage} />
      <Share metric="memory" measure={memory} />
    </span>
  )
}

interface Props {
  readonly metric: ChipMetric
  readonly measure: ChipMeasure | null
}

function Value({ metric, measure }: Props) {
  const text = useMeasureText()
  const levelText = useLevelText()
  if (measure === null) return <span className="text-ink-3">–</span>
  return (
    <span
      title={levelText(metric, measure) ?? undefined}
      className={cx('inline-flex items-center gap-1 whitespace-nowrap', colourOf(measure))}
    >
      <LevelMark measure={measure} />
      {text(metric, measure.value)}
    </span>
  )
}

interface ShareProps extends Props {
  readonly metric: 'usage' | 'memory'
}

function Share({ metric, measure }: ShareProps) {
  const t = useTranslations('devices.drawing.metric')
  const text = useMeasureText()
  const value = measure === null ? 0 : Math.min(100, Math.max(0, measure.value))
  return (
    <span className="flex items-center gap-1.5">
      <span className="w-8 shrink-0 text-ink-3">{t(metric)}</span>
      <span
        className={cx(
          'block h-1 min-w-0 flex-1 overflow-hidden rounded-sm',
          measure === null ? 'border border-dashed border-line-strong' : 'bg-line',
        )}
      >
        <span
          className={cx(
            'block h-full',
            measure?.level === 'bad' ? 'bg-bad' : measure?.level === 'warn' ? 'bg-warn' : 'bg-accent',
          )}
          style={{ width: `${value}%` }}
        />
      </span>
      <span className={cx('inline-flex min-w-8 items-center justify-end gap-0.5', measure && colourOf(measure))}>
        {measure && <LevelMark measure={measure} />}
        {measure === null ? '–' : text(metric, measure.value)}
      </span>
    </span>
  )
}

function LevelMark({ measure: { level } }: { readonly measure: ChipMeasure }) {
  switch (level) {
    case 'within':
      return null
    case 'bad':
      return <CircleX className="size-3 shrink-0" />
    case 'warn':
    case 'implausible':
      return <TriangleAlert className="size-3 shrink-0" />
  }
}

function colourOf({ level }: ChipMeasure): string {
  switch (level) {
    case 'within':
      return ''
    case 'bad':
      return 'font-medium text-bad'
    case 'warn':
    case 'implausible':
      return 'font-medium text-warn'
  }
}
