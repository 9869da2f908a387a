import type { Instance } from './instance.ts'
import type { StartRequest } from './start.ts'

/** A start that was asked for in this console: what of it the server does not tell afterwards. */
export interface Launch {
  /** `Endpoint.id` of an xw server. */
  readonly server: string
  /** As the start stream told it; null where its line was missing. */
  readonly instanceId: string | null
  readonly alias: string
  readonly modelId: string
  readonly request: StartRequest
  /** `Chip.configKey` of the chips. */
  readonly deviceType: string
  /** `Chip.key` of each, as it was picked. */
  readonly chips: readonly string[]
  /** When it was asked for, by this browser's clock, in milliseconds since the epoch. */
  readonly at: number
  /** `Instance.startedAt` of the instance that came of it, by the server's clock; null until it was seen. */
  readonly startedAt: number | null
}

/** The clocks of browser and server may differ by so much. */
const clockToleranceMs = 5 * 60_000
/** A start takes five minutes at most, after a preparation; an instance younger than that is not of this launch. */
const longestStartMs = 15 * 60_000

type Started = Pick<Instance, 'alias' | 'modelId' | 'startedAt' | 'createdAt'>

/**
 * The launch that an instance came of, of those of its server: same alias and model, and started then.
 * An alias may have been started anew since, here or by somebody else: then it is another instance.
 */
export function launchOf(launches: readonly Launch[], instance: Started): Launch | undefined {
  const started = instance.startedAt ?? instance.createdAt
  if (started === null) return undefined
  const ofAlias = launches.filter(({ alias, modelId }) => alias === instance.alias && modelId === instance.modelId)
  return (
    ofAlias.find(({ startedAt }) => startedAt === started) ??
    ofAlias
      .filter(
        ({ at, startedAt }) =>
          startedAt === null && at <= started + clockToleranceMs && started <= at + longestStartMs + clockToleranceMs,
      )
      .toSorted((a, b) => b.at - a.at)[0]
  )
}
