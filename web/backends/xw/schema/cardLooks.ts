import type { Chip } from './device.ts'

/** As much of a chip as tells it from others, now and after it has gone. */
export type SeenChip = Pick<Chip, 'key' | 'busAddress' | 'configKey' | 'modelName' | 'logicalIndex'>

/** What a server's devices were when they were last read. Times in milliseconds since the epoch. */
export interface Look {
  /** The last list that was not empty. */
  readonly chips: readonly SeenChip[]
  readonly at: number
  /** Since when the server reports none at all; null while it reports some. */
  readonly noneSince: number | null
}

/** A card, or those of its chips that an event is about. */
export interface EventCard {
  readonly busAddress: string
  readonly configKey: string
  readonly modelName: string
  /** `Chip.key` of each. */
  readonly chips: readonly string[]
  readonly indexes: readonly number[]
}

interface Noted {
  readonly id: string
  /** `Endpoint.id`. */
  readonly server: string
  readonly acknowledgedAt: number | null
  /** When the look was that first showed it. */
  readonly at: number
}

export type CardEvent = Noted &
  (
    | {
        readonly kind: 'missing'
        readonly card: EventCard
        readonly seenAt: number
        readonly backAt: number | null
        /** So many others have had other logical indexes since that look. */
        readonly renumbered: number
      }
    | { readonly kind: 'appeared'; readonly card: EventCard; readonly renumbered: number }
    /** One of a type went and one of the same came in the same look: moved, or exchanged. */
    | {
        readonly kind: 'moved'
        readonly card: EventCard
        readonly from: string
        readonly seenAt: number
        readonly renumbered: number
      }
    /** All cards where they were, under other numbers. */
    | { readonly kind: 'renumbered'; readonly renumbered: number }
    /** The server reports no devices at all, which a failed scan answers too. */
    | { readonly kind: 'none'; readonly count: number; readonly seenAt: number; readonly backAt: number | null }
  )

export interface CardMemory {
  /** By the id of a server. */
  readonly looks: Readonly<Record<string, Look>>
  /** Oldest first. */
  readonly events: readonly CardEvent[]
}

export const noCardMemory: CardMemory = { looks: {}, events: [] }

/** So many are remembered, settled ones going first; of one server, and servers. */
export const cardBounds = { events: 200, chips: 512, servers: 200 } as const

/** What is known after a server has told its chips once more. */
export function afterLook(memory: CardMemory, server: string, chips: readonly SeenChip[], at: number): CardMemory {
  const before = memory.looks[server]
  // Two tabs read in any order: an older answer says nothing new.
  if (before !== undefined && at < Math.max(before.at, before.noneSince ?? 0)) return memory
  if (chips.length === 0) return afterNone(memory, server, before, at)

  const seen = chips.slice(0, cardBounds.chips).map(seenChip)
  const looks = withLook(memory.looks, server, { chips: seen, at, noneSince: null })
  if (before === undefined) return { looks, events: memory.events }

  const gone = cardsOf(without(before.chips, seen))
  const missed = missedOf(memory.events, server)
  const fresh = cardsOf(without(seen, before.chips).filter((chip) => !missed.has(placeOf(chip))))
  const renumbered = countRenumbered(before.chips, seen)
  const moves = movesOf(gone, fresh)
  const settled = memory.events.flatMap((event) => settle(event, server, seen, at))
  const noted = (about: string): Noted => ({ id: `${server}/${about}/${at}`, server, acknowledgedAt: null, at })
  const missing = (card: EventCard): CardEvent => ({
    ...noted(`missing/${card.busAddress}/${card.chips.join(' ')}`),
    kind: 'missing',
    card,
    seenAt: before.at,
    backAt: null,
    renumbered,
  })
  const appeared = (card: EventCard): CardEvent => ({
    ...noted(`appeared/${card.busAddress}/${card.chips.join(' ')}`),
    kind: 'appeared',
    card,
    renumbered,
  })
  const news: CardEvent[] = [
    ...moves.map(({ from, to }): CardEvent => ({
      ...noted(`moved/${to.busAddress}`),
      kind: 'moved',
      card: to,
      from: from.busAddress,
      seenAt: before.at,
      renumbered,
    })),
    ...gone.filter((card) => !moves.some(({ from }) => from === card)).map(missing),
    ...fresh.filter((card) => !moves.some(({ to }) => to === card)).map(appeared),
    ...(gone.length === 0 && fresh.length === 0 && renumbered > 0
      ? [{ ...noted('renumbered'), kind: 'renumbered' as const, renumbered }]
      : []),
  ]
  return { looks, events: bounded([...settled, ...news]) }
}

function afterNone(memory: CardMemory, server: string, before: Look | undefined, at: number): CardMemory {
  if (before === undefined || before.noneSince !== null) return memory
  const event: CardEvent = {
    id: `${server}/none/${at}`,
    server,
    acknowledgedAt: null,
    at,
    kind: 'none',
    count: before.chips.length,
    seenAt: before.at,
    backAt: null,
  }
  return {
    looks: withLook(memory.looks, server, { ...before, noneSince: at }),
    events: bounded([...memory.events, event]),
  }
}

/** A card that is there again, wholly or some of its chips; or a server that reports cards again. */
function settle(event: CardEvent, server: string, seen: readonly SeenChip[], at: number): readonly CardEvent[] {
  if (event.server !== server) return [event]
  if (event.kind === 'none') return [event.backAt === null ? { ...event, backAt: at } : event]
  if (event.kind !== 'missing' || event.backAt !== null) return [event]
  const places = new Set(seen.map(placeOf))
  const isHere = (key: string): boolean => places.has(placeOf({ key, configKey: event.card.configKey }))
  const back = onlyChips(event.card, isHere)
  const still = onlyChips(event.card, (key) => !isHere(key))
  if (back.chips.length === 0) return [event]
  const settled: CardEvent = { ...event, card: back, backAt: at }
  return still.chips.length === 0
    ? [settled]
    : [
        { ...settled, id: `${event.id}/${back.chips.join(' ')}` },
        { ...event, card: still },
      ]
}

function onlyChips(card: EventCard, isWanted: (key: string) => boolean): EventCard {
  const kept = card.chips.flatMap((key, index) => (isWanted(key) ? [{ key, index: card.indexes[index] ?? 0 }] : []))
  return { ...card, chips: kept.map(({ key }) => key), indexes: kept.map(({ index }) => index) }
}

/** A chip of another type at the same place is another chip. */
function placeOf({ key, configKey }: Pick<SeenChip, 'key' | 'configKey'>): string {
  return `${key} ${configKey}`
}

/** The places of chips that are missing: who comes there comes back. */
function missedOf(events: readonly CardEvent[], server: string): ReadonlySet<string> {
  return new Set(
    events.flatMap((event) =>
      event.kind === 'missing' && event.server === server && event.backAt === null
        ? event.card.chips.map((key) => placeOf({ key, configKey: event.card.configKey }))
        : [],
    ),
  )
}

/** Where one card of a type went and one of the same type and size came. */
function movesOf(gone: readonly EventCard[], fresh: readonly EventCard[]) {
  return gone.flatMap((from) => {
    const alike = ({ configKey, chips }: EventCard) =>
      configKey === from.configKey && chips.length === from.chips.length
    const to = fresh.filter(alike)
    return to.length === 1 && to[0] && gone.filter(alike).length === 1 ? [{ from, to: to[0] }] : []
  })
}

function countRenumbered(before: readonly SeenChip[], now: readonly SeenChip[]): number {
  const indexes = new Map(before.map(({ key, logicalIndex }) => [key, logicalIndex]))
  return now.filter(({ key, logicalIndex }) => indexes.has(key) && indexes.get(key) !== logicalIndex).length
}

function without(chips: readonly SeenChip[], others: readonly SeenChip[]): readonly SeenChip[] {
  const known = new Set(others.map(placeOf))
  return chips.filter((chip) => !known.has(placeOf(chip)))
}

function cardsOf(chips: readonly SeenChip[]): readonly EventCard[] {
  const cards = new Map<string, EventCard>()
  for (const { key, busAddress, configKey, modelName, logicalIndex } of chips) {
    const name = `${busAddress} ${configKey}`
    const known = cards.get(name) ?? { busAddress, configKey, modelName, chips: [], indexes: [] }
    cards.set(name, { ...known, chips: [...known.chips, key], indexes: [...known.indexes, logicalIndex] })
  }
  return [...cards.values()]
}

function seenChip({ key, busAddress, configKey, modelName, logicalIndex }: SeenChip): SeenChip {
  return { key, busAddress, configKey, modelName, logicalIndex }
}

function withLook(looks: CardMemory['looks'], server: string, look: Look): CardMemory['looks'] {
  const { [server]: _before, ...others } = looks
  return Object.fromEntries([...Object.entries(others), [server, look] as const].slice(-cardBounds.servers))
}

/** Whether nobody has to look at it any more. */
export function isSettled(event: CardEvent): boolean {
  return event.acknowledgedAt !== null && !isOpen(event)
}

/** Still so: the card is missing, the server reports none. */
export function isOpen(event: CardEvent): boolean {
  switch (event.kind) {
    case 'missing':
    case 'none':
      return event.backAt === null
    case 'appeared':
    case 'moved':
    case 'renumbered':
      return false
  }
}

function bounded(events: readonly CardEvent[]): readonly CardEvent[] {
  const surplus = events.length - cardBounds.events
  if (surplus <= 0) return events
  const leaving = new Set(
    [...events.filter(isSettled), ...events.filter((event) => !isSettled(event))].slice(0, surplus),
  )
  return events.filter((event) => !leaving.has(event))
}
