import type { SupportedDevices } from './device.ts'
import type { InstanceCondition } from './instance.ts'
import type { ModelList } from './model.ts'
import { compareNames } from './wire.ts'

/** What a server's configuration knows; `null` where the server could not be asked. */
export interface Census {
  /** By model id: the device types it runs on. */
  readonly models: Readonly<Record<string, readonly string[]>> | null
  readonly deviceTypes: readonly string[] | null
}

export function censusOf(models: ModelList | null, deviceTypes: SupportedDevices | null): Census {
  return {
    models: models === null ? null : Object.fromEntries(models.models.map((one) => [one.id, one.supportedDevices])),
    deviceTypes,
  }
}

export interface Difference {
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

export interface CensusChange {
  /** `null`: not known before or not known after. */
  readonly models: Difference | null
  readonly deviceTypes: Difference | null
  /** Models that are there before and after, and run on other device types now. */
  readonly moved: readonly { readonly model: string; readonly change: Difference }[]
}

export function compareCensus(before: Census, after: Census): CensusChange {
  const [was, is] = [before.models, after.models]
  return {
    models: was === null || is === null ? null : difference(Object.keys(was), Object.keys(is)),
    deviceTypes:
      before.deviceTypes === null || after.deviceTypes === null
        ? null
        : difference(before.deviceTypes, after.deviceTypes),
    moved:
      was === null || is === null
        ? []
        : Object.keys(is)
            .filter((model) => Object.hasOwn(was, model))
            .sort(compareNames)
            .map((model) => ({ model, change: difference(was[model] ?? [], is[model] ?? []) }))
            .filter(({ change }) => change.added.length > 0 || change.removed.length > 0),
  }
}

function difference(before: readonly string[], after: readonly string[]): Difference {
  const [was, is] = [new Set(before), new Set(after)]
  return {
    added: [...is].filter((word) => !was.has(word)).sort(compareNames),
    removed: [...was].filter((word) => !is.has(word)).sort(compareNames),
  }
}

type ConditionKind = InstanceCondition['kind']

/** An instance as it was at one look. */
export interface Vital {
  readonly id: string
  readonly alias: string
  readonly condition: ConditionKind
}

export type Verdict =
  /** Works, as it did. */
  | 'well'
  /** Worked, and is on its way again. */
  | 'settling'
  /** Worked, and does not any more. */
  | 'worse'
  /** Worked, and is in no list any more. */
  | 'gone'
  /** Did not work before either. */
  | 'as-before'
  | 'new'

export interface VitalChange {
  readonly id: string
  readonly alias: string
  readonly before: ConditionKind | null
  readonly after: ConditionKind | null
  readonly verdict: Verdict
}

/** How each instance does, compared with before. One that was replaced under its alias is another one. */
export function compareVitals(before: readonly Vital[], after: readonly Vital[]): readonly VitalChange[] {
  const now = new Map(after.map((vital) => [vital.id, vital]))
  const known = new Set(before.map(({ id }) => id))
  return [
    ...before.map(({ id, alias, condition }): VitalChange => {
      const then = now.get(id)?.condition ?? null
      return { id, alias, before: condition, after: then, verdict: verdictOf(condition, then) }
    }),
    ...after
      .filter(({ id }) => !known.has(id))
      .map(({ id, alias, condition }): VitalChange => ({ id, alias, before: null, after: condition, verdict: 'new' })),
  ]
}

export function isWell(condition: ConditionKind): boolean {
  return condition === 'ready' || condition === 'running'
}

function verdictOf(before: ConditionKind, after: ConditionKind | null): Verdict {
  if (!isWell(before)) return 'as-before'
  if (after === null) return 'gone'
  if (isWell(after)) return 'well'
  return after === 'loading' || after === 'starting' ? 'settling' : 'worse'
}

/** Those that worked before and do not now. */
export function illOf(changes: readonly VitalChange[]): readonly VitalChange[] {
  return changes.filter(({ verdict }) => verdict === 'worse' || verdict === 'gone' || verdict === 'settling')
}
