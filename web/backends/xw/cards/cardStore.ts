import * as v from 'valibot'
import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import { browserStorage } from '@/kit/browserStorage.ts'
import { type CardMemory, type SeenChip, afterLook, noCardMemory } from '../schema/cardLooks.ts'
import { cardMemoryName, useCardAttention } from './cardAttention.ts'

const text = v.pipe(v.string(), v.maxLength(500))
const time = v.number()
const maybeTime = v.nullable(v.number())

const SeenChipSchema = v.object({
  key: text,
  busAddress: text,
  configKey: text,
  modelName: text,
  logicalIndex: v.number(),
})
const LookSchema = v.object({ chips: v.array(SeenChipSchema), at: time, noneSince: maybeTime })
const CardSchema = v.object({
  busAddress: text,
  configKey: text,
  modelName: text,
  chips: v.array(text),
  indexes: v.array(v.number()),
})
const noted = { id: v.string(), server: text, acknowledgedAt: maybeTime, at: time }
const EventSchema = v.variant('kind', [
  v.object({
    ...noted,
    kind: v.literal('missing'),
    card: CardSchema,
    seenAt: time,
    backAt: maybeTime,
    renumbered: v.number(),
  }),
  v.object({ ...noted, kind: v.literal('appeared'), card: CardSchema, renumbered: v.number() }),
  v.object({ ...noted, kind: v.literal('moved'), card: CardSchema, from: text, seenAt: time, renumbered: v.number() }),
  v.object({ ...noted, kind: v.literal('renumbered'), renumbered: v.number() }),
  v.object({ ...noted, kind: v.literal('none'), count: v.number(), seenAt: time, backAt: maybeTime }),
])
const StoredSchema = v.object({ looks: v.record(v.string(), v.unknown()), events: v.array(v.unknown()) })

/** What an older console stored, or somebody else: what can be read stays, the rest is left out. */
export function readCardMemory(stored: unknown): CardMemory {
  const read = v.safeParse(StoredSchema, stored)
  if (!read.success) return noCardMemory
  return {
    looks: Object.fromEntries(
      Object.entries(read.output.looks).flatMap(([server, one]) => {
        const look = v.safeParse(LookSchema, one)
        return look.success ? [[server, look.output] as const] : []
      }),
    ),
    events: read.output.events.flatMap((one) => {
      const event = v.safeParse(EventSchema, one)
      return event.success ? [event.output] : []
    }),
  }
}

/** What the servers' cards were at the last look, and what has changed since there were looks. In all tabs the same. */
export const useCardMemory = create<CardMemory>()(
  persist((): CardMemory => noCardMemory, {
    name: cardMemoryName,
    storage: createJSONStorage(() => browserStorage),
    merge: (stored, current) => (stored === undefined ? current : readCardMemory(stored)),
  }),
)

if (typeof window !== 'undefined') {
  window.addEventListener('storage', ({ key }) => {
    if (key === cardMemoryName || key === null) void useCardMemory.persist.rehydrate()
  })
}

// Whoever shows cards has them looked at from then on.
useCardAttention.setState({ isWatching: true })

function change(how: (memory: CardMemory) => CardMemory): void {
  // Another tab may have looked since.
  void useCardMemory.persist.rehydrate()
  const before = useCardMemory.getState()
  const after = how(before)
  if (after !== before) useCardMemory.setState(after)
}

/** A server has told its chips, at this time of this browser's clock. */
export function noteLook(server: string, chips: readonly SeenChip[], at: number): void {
  change((memory) => afterLook(memory, server, chips, at))
}

/** Somebody has seen these, and does not want to be told again. */
export function acknowledgeCards(ids: readonly string[], at: number = Date.now()): void {
  change(({ looks, events }) => ({
    looks,
    events: events.map((event) =>
      ids.includes(event.id) && event.acknowledgedAt === null ? { ...event, acknowledgedAt: at } : event,
    ),
  }))
}
