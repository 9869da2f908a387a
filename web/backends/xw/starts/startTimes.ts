import * as v from 'valibot'
import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'
import { browserStorage } from '@/kit/browserStorage.ts'
import { quantile } from '@/lib/quantile.ts'
import type { StartState } from './startState.ts'

/** Of one model on one server with one engine: the newest count. */
const TIMES_KEPT = 9
/** Of how many models, servers and engines together. */
const NAMES_KEPT = 300
const NAME = 'quarterdeck.xw.load-times'

interface LoadTimes {
  /** By server, model and engine: how long each start took to load, in milliseconds, oldest first. */
  readonly times: Readonly<Record<string, readonly number[]>>
}

const StoredSchema = v.object({ times: v.record(v.string(), v.array(v.pipe(v.number(), v.minValue(0)))) })

function readTimes(stored: unknown): LoadTimes {
  const read = v.safeParse(StoredSchema, stored)
  return read.success ? read.output : { times: {} }
}

/** What starts from this browser took to be ready, once their container was there. */
export const useLoadTimes = create<LoadTimes>()(
  persist((): LoadTimes => ({ times: {} }), {
    name: NAME,
    storage: createJSONStorage(() => browserStorage),
    migrate: readTimes,
    merge: readTimes,
  }),
)

export interface LoadName {
  /** `Endpoint.id`. */
  readonly server: string
  readonly modelId: string
  readonly engine: string
}

function nameOf({ server, modelId, engine }: LoadName): string {
  return JSON.stringify([server, modelId, engine])
}

/** Takes the time of a start that has become ready and was seen from its beginning. */
export function learnLoadTime({ server, modelId, request, phase, isTakenOver }: StartState): void {
  if (phase.kind !== 'ready' || phase.loadMs === null || isTakenOver) return
  const { loadMs } = phase
  const name = nameOf({ server, modelId, engine: request.backend_type })
  void useLoadTimes.persist.rehydrate()
  useLoadTimes.setState(({ times: { [name]: before = [], ...others } }) => ({
    times: Object.fromEntries([
      ...Object.entries(others).slice(1 - NAMES_KEPT),
      [name, [...before, loadMs].slice(-TIMES_KEPT)],
    ]),
  }))
}

/** How long this model typically takes to load there, in milliseconds: the median of earlier starts from here. */
export function typicalLoad(times: LoadTimes['times'], name: LoadName): number | null {
  return quantile(
    [...(times[nameOf(name)] ?? [])].toSorted((a, b) => a - b),
    0.5,
  )
}

export function useTypicalLoad(name: LoadName): number | null {
  return useLoadTimes(({ times }) => typicalLoad(times, name))
}
