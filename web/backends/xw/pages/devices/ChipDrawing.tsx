import { useId, useMemo } from 'react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { ChipReading } from '@/kit/machine.ts'
import { useFormat } from '@/kit/useFormat.ts'
import { inSentence } from '@/lib/inSentence.ts'
import { ServerText } from '@/ui/ServerText.tsx'
import type { Chip } from '../../schema/device.ts'
import { ChipBox, type ChipSelection } from './ChipBox.tsx'
import type { DrawnHolder } from './chipHolding.ts'
import { type DrawnCard, type DrawnGroup, type DrawnType, chipLayout, drawnOrder } from './chipLayout.ts'
import { useChipFocus } from './useChipFocus.ts'

interface Props {
  /** Of one server. */
  readonly chips: readonly Chip[]
  /** By `Chip.key`. Left out, nothing is said about holders; a chip without an entry is free as far as is known. */
  readonly holders?: ReadonlyMap<string, readonly DrawnHolder[]> | undefined
  /** By `Chip.key`. */
  readonly readings?: ReadonlyMap<string, ChipReading> | undefined
  /** With it each chip is a box to tick. */
  readonly selection?: ChipSelection | undefined
  /** What is drawn, as the name of the server. */
  readonly label: string
  /** The server's id: with it holders are links. */
  readonly server?: string | undefined
}

const none: readonly DrawnHolder[] = []

/** One server as it is built: interconnect group, card, chip. One tab stop; arrow keys walk among the chips. */
export function ChipDrawing({ chips, holders, readings, selection, label, server }: Props) {
  const t = useTranslations('devices.drawing')
  const id = useId()
  const types = useMemo(() => chipLayout(chips), [chips])
  const keys = useMemo(() => drawnOrder(types).map(({ key }) => key), [types])
  const { current, onKeyDown, propsOf } = useChipFocus(keys)

  const drawCard = (card: DrawnCard) => (
    <div key={card.busAddress} className="flex min-w-0 flex-col rounded-md border border-line-strong/60 bg-surface">
      <p className="truncate border-b border-line px-2 py-0.5 text-xs text-ink-2">
        <ServerText text={card.busAddress} max={24} mono />
      </p>
      <div className="flex grow flex-wrap">
        {card.chips.map((chip) => (
          <ChipBox
            key={chip.key}
            chip={chip}
            holders={holders === undefined ? undefined : (holders.get(chip.key) ?? none)}
            reading={readings?.get(chip.key)}
            selection={selection}
            server={server}
            isCurrent={chip.key === current}
            focus={propsOf(chip.key)}
          />
        ))}
      </div>
    </div>
  )

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of the chips in it
    <div
      role="group"
      aria-label={label}
      aria-describedby={`${id}-keys`}
      onKeyDown={onKeyDown}
      className="flex min-w-0 flex-col gap-4"
    >
      <p id={`${id}-keys`} className="sr-only">
        {selection === undefined ? t('keys') : t('keysChoose')}
      </p>
      {types.map((type) => (
        <div
          key={type.configKey}
          role="group"
          aria-label={inSentence(type.configKey, 40)}
          className="min-w-0 space-y-2"
        >
          <TypeLine type={type} />
          <div className="grid gap-3" style={{ gridTemplateColumns: groupColumns(type) }}>
            {type.groups.map((group) => (
              <GroupFrame key={group.group ?? 'none'} group={group}>
                {group.cards.map(drawCard)}
              </GroupFrame>
            ))}
          </div>
        </div>
      ))}
    </div>
  )
}

/** As many as fit, none wider than the page; few take the room of many. */
function columnsOf(least: string): string {
  return `repeat(auto-fit, minmax(min(100%, ${least}), 1fr))`
}

/** Groups of two chips are half as wide as those of four. */
function groupColumns({ groups }: DrawnType): string {
  const most = Math.max(...groups.map(({ cards }) => cards.reduce((sum, { chips }) => sum + chips.length, 0)))
  return columnsOf(groups.length === 1 ? '100%' : most <= 2 ? '13rem' : '30rem')
}

function TypeLine({ type: { configKey, modelNames, facts, chips, groups } }: { readonly type: DrawnType }) {
  const t = useTranslations('devices.drawing')
  const cards = groups.reduce((sum, group) => sum + group.cards.length, 0)
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
      <span className="font-medium">
        {modelNames.map((name, index) => (
          <span key={name}>
            {index > 0 && ' · '}
            <ServerText text={name} max={60} />
          </span>
        ))}
      </span>
      <ServerText text={configKey} max={40} mono className="text-xs text-ink-3" />
      {facts.length > 0 && <ServerText text={facts.join(' · ')} max={100} className="text-xs text-ink-3" />}
      <span className="text-xs text-ink-3">{t('count', { chips: chips.length, cards })}</span>
    </p>
  )
}

interface FrameProps {
  readonly group: DrawnGroup
  readonly children: ReactNode
}

function GroupFrame({ group: { group, cards }, children }: FrameProps) {
  const t = useTranslations('devices.drawing')
  const f = useFormat()
  const isWide = cards.some(({ chips }) => chips.length > 1)
  const gridTemplateColumns = columnsOf(isWide ? '14rem' : '6.75rem')
  if (group === null) {
    return (
      <div className="grid gap-2" style={{ gridTemplateColumns }}>
        {children}
      </div>
    )
  }
  const name = t('group', { group: f.number(group) })
  return (
    <div role="group" aria-label={name} className="flex min-w-0 flex-col rounded-lg border border-line bg-bg p-2">
      <p className="px-1 pb-1.5 text-xs text-ink-2">{name}</p>
      <div className="grid grow gap-2" style={{ gridTemplateColumns }}>
        {children}
      </div>
    </div>
  )
}
