import type { Quirks } from '../quirks.ts'
import type { Scenario } from '../scenarios.ts'
import type { Clock } from './clock.ts'
import type { Fleet } from './fleet.ts'
import type { RegisteredModel } from './fleetModels.ts'
import type { XwState } from './xwServer.ts'

/** The one state that all mocked servers answer from. */
export interface World {
  readonly seed: number
  readonly clock: Clock
  readonly quirks: Quirks
  readonly scenario: Scenario
  /** ms since the epoch; what is "3 hours ago" in the story is so from here */
  readonly startedAt: number
  /** how many times faster than in life things take their course; the time of day is never touched */
  speed: number
  /** ms between two progress events of a pull; 0 = as in life */
  pullTickMs: number
  readonly xw: readonly XwState[]
  readonly fleet: Fleet
  readonly fleetModels: RegisteredModel[]
  /** a fresh number at each call, in the same order for the same seed */
  readonly next: () => number
  /** called whenever something that lasts has changed */
  changed: () => void
}
