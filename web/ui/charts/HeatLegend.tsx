import { useTranslations } from 'use-intl'
import { SCALE_COLOURS, STEPS } from './colourStep.ts'
import { HatchSwatch } from './HatchSwatch.tsx'

interface Props {
  readonly max: number
  readonly formatValue: (value: number) => string
}

export function HeatLegend({ max, formatValue }: Props) {
  const t = useTranslations('chart')
  const bound = (step: number) => formatValue((step / STEPS) * max)
  return (
    <ul aria-label={t('heat.scale')} className="flex flex-wrap items-center gap-x-3 gap-y-0.5 tabular-nums">
      {SCALE_COLOURS.map((colour, step) => (
        <li key={colour} className="inline-flex items-center gap-1.5">
          <span
            aria-hidden
            className="size-3 rounded-sm forced-color-adjust-none"
            style={{ background: `var(--${colour})` }}
          />
          {t('heat.step', { from: bound(step), to: bound(step + 1) })}
        </li>
      ))}
      <li className="inline-flex items-center gap-1.5">
        <HatchSwatch />
        {t('heat.gap')}
      </li>
    </ul>
  )
}
