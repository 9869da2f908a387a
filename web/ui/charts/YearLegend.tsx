import { useTranslations } from 'use-intl'
import { SCALE_COLOURS } from './colourStep.ts'
import { HatchSwatch } from './HatchSwatch.tsx'

interface Props {
  readonly bounds: readonly number[]
  readonly formatValue: (value: number) => string
  /** Whether days before registration can be told apart. */
  readonly since: boolean
}

export function YearLegend({ bounds, formatValue, since }: Props) {
  const t = useTranslations('chart')
  const edges = [0, ...bounds]
  const colours = SCALE_COLOURS.slice(-edges.length)
  return (
    <ul
      aria-label={t('heat.scale')}
      className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs text-ink-2 tabular-nums"
    >
      {colours.map((colour, step) => {
        const from = edges[step] ?? 0
        const to = edges[step + 1]
        return (
          <li key={colour} className="inline-flex items-center gap-1.5">
            <span
              aria-hidden
              className="size-3 rounded-sm forced-color-adjust-none"
              style={{ background: `var(--${colour})` }}
            />
            {to === undefined
              ? formatValue(from)
              : step === 0
                ? t('year.below', { value: formatValue(to) })
                : t('year.from', { value: formatValue(from) })}
          </li>
        )
      })}
      <li className="inline-flex items-center gap-1.5">
        <HatchSwatch />
        {t('year.none')}
      </li>
      {since && (
        <li className="inline-flex items-center gap-1.5">
          <span aria-hidden className="flex size-3 items-center justify-center">
            <span className="size-0.5 rounded-full bg-line-strong" />
          </span>
          {t('year.beforeLegend')}
        </li>
      )}
      <li className="inline-flex items-center gap-1.5">
        <span aria-hidden className="size-3 rounded-sm outline outline-ink" />
        {t('year.todayLegend')}
      </li>
    </ul>
  )
}
