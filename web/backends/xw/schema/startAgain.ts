import type { Instance } from './instance.ts'
import type { Launch } from './launch.ts'
import { readIndexes } from './chipHolders.ts'
import type { StartRequest } from './start.ts'

/** How many chips a start may have. */
export const chipCounts = [1, 2, 4, 8] as const
export type ChipCount = (typeof chipCounts)[number]

export function isChipCount(count: number): count is ChipCount {
  return chipCounts.some((allowed) => allowed === count)
}

/** A request that starts the same again, and what of it is not known: then the server chooses. */
export interface StartAgain {
  readonly request: StartRequest
  readonly unknown: readonly ('chips' | 'concurrency')[]
}

/** From its launch, where it was started from here, else from what the instance says of itself. */
export function startAgain(instance: Instance, launch: Launch | undefined): StartAgain {
  if (launch) return { request: { ...launch.request, alias: instance.alias }, unknown: [] }
  const indexes = readIndexes(instance.config['device'])
  const concurrency = readConcurrency(instance.config['max_concurrent'])
  const config = {
    ...(indexes === null ? {} : deviceSettings(indexes)),
    ...(concurrency === null ? {} : { max_concurrent: concurrency }),
  }
  return {
    request: {
      model_id: instance.modelId,
      alias: instance.alias,
      backend_type: instance.engine,
      deployment_mode: instance.mode === '' ? 'docker' : instance.mode,
      interactive: false,
      ...(Object.keys(config).length === 0 ? {} : { additional_config: config }),
    },
    unknown: [
      ...(indexes === null ? (['chips'] as const) : []),
      ...(concurrency === null ? (['concurrency'] as const) : []),
    ],
  }
}

/** The indexes ascending, as the wire wants them, and their count as the parallelism. */
export function deviceSettings(
  indexes: readonly number[],
): Pick<NonNullable<StartRequest['additional_config']>, 'device' | 'tensor_parallel'> {
  const ascending = indexes.toSorted((a, b) => a - b)
  const device = ascending.join(',')
  return isChipCount(ascending.length) ? { device, tensor_parallel: ascending.length } : { device }
}

/** A whole number of at least 1; `null` where it is none. */
export function readConcurrency(text: string | undefined): number | null {
  if (text === undefined || !/^\s*\d{1,6}\s*$/.test(text)) return null
  const value = Number(text)
  return value >= 1 ? value : null
}
