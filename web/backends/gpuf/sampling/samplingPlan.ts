import * as v from 'valibot'
import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import { browserStorage } from '@/kit/browserStorage.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { SAMPLING_PLAN_NAME, useSamplingWanted } from './samplingWanted.ts'

/** One client whose GPUs are sampled, since when by this browser's clock. */
export interface Sampled {
  readonly id: string
  readonly since: number
}

interface Plan {
  /** By the id of the connection; in the order in which they were turned on. */
  readonly servers: Readonly<Record<string, readonly Sampled[]>>
}

const StoredSchema = v.object({
  servers: v.record(
    v.string(),
    v.array(v.object({ id: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)), since: v.number() })),
  ),
})

/** Which clients the operator wants sampled. */
export const useSamplingPlan = create<Plan>()(
  persist((): Plan => ({ servers: {} }), {
    name: SAMPLING_PLAN_NAME,
    storage: createJSONStorage(() => browserStorage),
    merge: (stored, current) => {
      const read = v.safeParse(StoredSchema, stored)
      return read.success ? read.output : current
    },
  }),
)

const NONE: readonly Sampled[] = []

function change(at: Pick<Endpoint, 'id'>, how: (sampled: readonly Sampled[]) => readonly Sampled[]): void {
  useSamplingPlan.setState(({ servers }) => {
    const { [at.id]: before = NONE, ...others } = servers
    const after = how(before)
    return { servers: after.length === 0 ? others : { ...others, [at.id]: after } }
  })
}

/** From now on these clients are sampled too, for as long as any tab of the console is open. */
export function startSampling(at: Pick<Endpoint, 'id'>, ids: readonly string[]): void {
  const since = Date.now()
  change(at, (before) => {
    const known = new Set(before.map(({ id }) => id))
    const added = [...new Set(ids)].filter((id) => !known.has(id)).map((id) => ({ id, since }))
    return [...before, ...added]
  })
  useSamplingWanted.setState({ isWanted: true })
}

/** What was sampled stays. */
export function stopSampling(at: Pick<Endpoint, 'id'>, ids: readonly string[]): void {
  const gone = new Set(ids)
  change(at, (before) => before.filter(({ id }) => !gone.has(id)))
}

export function useSampled(at: Pick<Endpoint, 'id'>): readonly Sampled[] {
  return useSamplingPlan(({ servers }) => servers[at.id] ?? NONE)
}

function follow({ key }: StorageEvent): void {
  if (key === SAMPLING_PLAN_NAME || key === null) void useSamplingPlan.persist.rehydrate()
}

/** Follows what other tabs turn on and off. Returns how to stop. */
export function followOtherTabs(): () => void {
  window.addEventListener('storage', follow)
  return () => window.removeEventListener('storage', follow)
}
