import * as v from 'valibot'
import { useMemo } from 'react'
import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import { browserStorage } from '@/kit/browserStorage.ts'
import type { Launch } from '../schema/launch.ts'
import { StartRequestSchema } from '../schema/start.ts'

/** The oldest make room: what was started long ago has ended, or has been started anew. */
export const LAUNCHES_KEPT = 200
const NAME = 'quarterdeck.xw.launches'

interface Launches {
  /** In the order in which they were asked for. */
  readonly list: readonly Launch[]
}

const text = v.pipe(v.string(), v.maxLength(1_000))

const LaunchSchema = v.object({
  server: text,
  instanceId: v.nullable(text),
  alias: text,
  modelId: text,
  request: StartRequestSchema,
  deviceType: text,
  chips: v.pipe(v.array(text), v.maxLength(64)),
  at: v.number(),
  startedAt: v.nullable(v.number()),
})
const StoredSchema = v.object({ list: v.array(v.unknown()) })

/** What an older console stored, or somebody else: what is a launch stays, the rest is left out. */
export function readLaunches(stored: unknown): readonly Launch[] {
  const read = v.safeParse(StoredSchema, stored)
  if (!read.success) return []
  return read.output.list
    .flatMap((one) => {
      const launch = v.safeParse(LaunchSchema, one)
      return launch.success ? [launch.output] : []
    })
    .slice(-LAUNCHES_KEPT)
}

/** What was started from this browser, in whichever tab. */
export const useLaunchStore = create<Launches>()(
  persist((): Launches => ({ list: [] }), {
    name: NAME,
    storage: createJSONStorage(() => browserStorage),
    migrate: (stored) => ({ list: readLaunches(stored) }),
    merge: (stored) => ({ list: readLaunches(stored) }),
  }),
)

if (typeof window !== 'undefined') {
  window.addEventListener('storage', ({ key }) => {
    if (key === NAME || key === null) void useLaunchStore.persist.rehydrate()
  })
}

/** The launches of one server, oldest first. */
export function useLaunches(serverId: string): readonly Launch[] {
  const list = useLaunchStore((launches) => launches.list)
  return useMemo(() => list.filter(({ server }) => server === serverId), [list, serverId])
}

/** The launches of all servers, oldest first. */
export function useAllLaunches(): readonly Launch[] {
  return useLaunchStore((launches) => launches.list)
}

export function launchesOf(serverId: string): readonly Launch[] {
  return useLaunchStore.getState().list.filter(({ server }) => server === serverId)
}

function change(how: (list: readonly Launch[]) => readonly Launch[]): void {
  // Another tab may have written since.
  void useLaunchStore.persist.rehydrate()
  useLaunchStore.setState(({ list }) => ({ list: how(list).slice(-LAUNCHES_KEPT) }))
}

type LaunchName = Pick<Launch, 'server' | 'alias' | 'at'>

function isSame(a: LaunchName, b: LaunchName): boolean {
  return a.server === b.server && a.alias === b.alias && a.at === b.at
}

/** Written down when a start is asked for: the server goes on with one whose tab is closed. */
export function rememberLaunch(launch: Launch): void {
  change((list) => [...list.filter((one) => !isSame(one, launch)), launch])
}

/** A start that was refused, or came to nothing. */
export function forgetLaunch(launch: LaunchName): void {
  change((list) => list.filter((one) => !isSame(one, launch)))
}

/** What came of a start, as soon as it is known. */
export function learnLaunch(launch: LaunchName, learnt: Partial<Pick<Launch, 'instanceId' | 'startedAt'>>): void {
  change((list) => list.map((one) => (isSame(one, launch) ? { ...one, ...learnt } : one)))
}
