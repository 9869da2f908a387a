import { useTranslations } from 'use-intl'
import type { CellLegendEntry } from './cellLegend.ts'
import { CellSwatch } from './CellSwatch.tsx'

interface Props {
  readonly label: string
  readonly entries: readonly (CellLegendEntry & { readonly count: number; readonly share: string })[]
  readonly onPress: ((entry: number) => void) | undefined
}

/** What the colours of a map stand for, and how many cells have each: the map for those who do not see it. */
export function CellMapLegend({ label, entries, onPress }: Props) {
  const t = useTranslations('ui')
  return (
    <ul aria-label={label} className="-mx-2 flex flex-wrap gap-x-1 gap-y-0.5 text-sm">
      {entries.map((entry, index) => {
        const content = (
          <>
            <CellSwatch colour={entry.colour} mark={entry.mark} />
            <span className="text-ink">{entry.label}</span>
            <span className="text-ink-3 tabular-nums">
              {t('map.figures', { count: entry.count, share: entry.share })}
            </span>
          </>
        )
        return (
          <li key={entry.label}>
            {onPress ? (
              <button
                type="button"
                onClick={() => onPress(index)}
                className="flex min-h-7 items-center gap-1.5 rounded-md px-2 hover:bg-hover"
              >
                {content}
              </button>
            ) : (
              <span className="flex min-h-7 items-center gap-1.5 px-2">{content}</span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
