import { Check } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import type { ChipReading } from '@/kit/machine.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import { cx } from '@/ui/cx.ts'
import type { Chip } from '../../schema/device.ts'
import type { DrawnHolder } from './chipHolding.ts'
import { ChipHolders } from './ChipHolders.tsx'
import { ChipMeasures } from './ChipMeasures.tsx'
import { useChipText } from './useChipText.ts'

/** How chips are chosen on the drawing. */
export interface ChipSelection {
  readonly chosen: ReadonlySet<string>
  readonly onToggle: (chip: Chip) => void
  /** Why this chip cannot be chosen; null where it can. */
  readonly whyNot?: ((chip: Chip) => string | null) | undefined
}

interface Props {
  readonly chip: Chip
  readonly holders: readonly DrawnHolder[] | undefined
  readonly reading: ChipReading | undefined
  readonly selection: ChipSelection | undefined
  readonly server: string | undefined
  readonly isCurrent: boolean
  readonly focus: { readonly ref: (element: HTMLElement | null) => void; readonly onFocus: () => void }
}

const boxStyle = { flexBasis: '5.5rem' } as const
/** The second chip of a card. */
const besideStyle = { ...boxStyle, boxShadow: 'inset 1px 0 0 var(--line)' } as const
const chosenStyle = { ...boxStyle, boxShadow: 'inset 0 0 0 2px var(--accent)' } as const
const boxClass = 'relative flex min-w-0 flex-1 flex-col gap-1.5 px-2 py-1.5'

/** One chip: its number large, what holds it, what it does. */
export function ChipBox({ chip, holders, reading, selection, server, isCurrent, focus }: Props) {
  const text = useChipText()
  const isChosen = selection?.chosen.has(chip.key) ?? false
  // What is chosen can be let go, whatever speaks against choosing it.
  const refused = isChosen ? null : (selection?.whyNot?.(chip) ?? null)
  const label = text(chip, { holders: holders ?? [], reading, refused })
  const ownStyle = chip.chipIndex > 0 ? besideStyle : boxStyle
  const face = (
    <Face
      chip={chip}
      holders={holders}
      reading={reading}
      server={selection === undefined ? server : undefined}
      isCurrent={isCurrent}
      refused={refused}
    />
  )
  if (selection === undefined) {
    return (
      <div
        {...focus}
        role="group"
        aria-label={label}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is in a chip is walked by arrow keys
        tabIndex={isCurrent ? 0 : -1}
        className={boxClass}
        style={ownStyle}
      >
        {face}
      </div>
    )
  }
  const toggle = () => {
    if (refused === null) selection.onToggle(chip)
  }
  return (
    <div
      {...focus}
      role="checkbox"
      aria-checked={isChosen}
      aria-disabled={refused === null ? undefined : true}
      aria-label={label}
      title={refused ?? undefined}
      tabIndex={isCurrent ? 0 : -1}
      onClick={toggle}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== ' ') return
        event.preventDefault()
        toggle()
      }}
      style={isChosen ? chosenStyle : ownStyle}
      className={cx(
        boxClass,
        'select-none',
        isChosen && 'bg-accent-soft',
        refused === null && 'cursor-pointer hover:bg-hover',
      )}
    >
      {isChosen && (
        <span className="absolute end-2 top-2 rounded-sm bg-accent p-0.5 text-accent-ink">
          <Check aria-hidden className="size-3" />
        </span>
      )}
      {face}
    </div>
  )
}

interface FaceProps extends Pick<Props, 'chip' | 'holders' | 'reading' | 'server' | 'isCurrent'> {
  readonly refused: string | null
}

function Face({ chip, holders, reading, server, isCurrent, refused }: FaceProps) {
  const t = useTranslations('devices.drawing')
  const f = useFormat()
  return (
    <>
      <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        <span className={cx('text-xl font-semibold tabular-nums', refused === null ? 'text-ink' : 'text-ink-3')}>
          {f.number(chip.logicalIndex)}
        </span>
        {chip.chipsPerDevice > 1 && (
          <span className="text-xs text-ink-3">{t('chipOnCard', { chip: f.number(chip.chipIndex) })}</span>
        )}
      </span>
      {chip.variantKey !== null && (
        <ServerText text={chip.variantKey} max={24} mono className="block text-xs text-ink-3" />
      )}
      {holders !== undefined && <ChipHolders holders={holders} server={server} isReachable={isCurrent} />}
      {refused !== null && <span className="block text-xs text-ink-3">{refused}</span>}
      {reading !== undefined && <ChipMeasures reading={reading} />}
    </>
  )
}
