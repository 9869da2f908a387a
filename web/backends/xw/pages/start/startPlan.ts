import { type ChipHolder, chipHolders, chipsOf } from '../../schema/chipHolders.ts'
import type { Chip } from '../../schema/device.ts'
import { type Instance, type InstanceList, isUp } from '../../schema/instance.ts'
import { type Launch, launchOf } from '../../schema/launch.ts'
import type { ModelDetail } from '../../schema/model.ts'
import type { StartRequest } from '../../schema/start.ts'
import { type ChipCount, isChipCount, startAgain } from '../../schema/startAgain.ts'
import {
  type AliasFault,
  aliasFault,
  type ChipFindings,
  chipFindings,
  type EngineChoice,
  engineChoices,
  isConcurrency,
  proposeAlias,
  proposeChips,
  startRequest,
} from '../../starts/startForm.ts'
import type { StartDraft } from './startDraft.ts'

interface Known {
  readonly modelId: string
  /** The ids of the server's catalogue. */
  readonly modelIds: readonly string[]
  /** Of the server. */
  readonly chips: readonly Chip[]
  readonly supportedEngines: ModelDetail['supportedEngines']
  /** Device types that a model runs on, where the catalogue knows it. */
  readonly typesOf: (modelId: string) => readonly string[] | undefined
  readonly instances: InstanceList
  /** Of the server. */
  readonly launches: readonly Launch[]
}

/** The form as it stands: what was chosen, and what the console proposes where nothing was. */
export interface StartPlan {
  readonly engines: readonly EngineChoice[]
  readonly engine: EngineChoice | null
  /** Of the engine's type. */
  readonly chips: readonly Chip[]
  readonly chosen: readonly Chip[]
  readonly isChipsProposed: boolean
  readonly holders: ReadonlyMap<string, readonly ChipHolder[]>
  /** Running instances of which nobody here knows the chips. */
  readonly unplaced: readonly Instance[]
  readonly findings: ChipFindings
  readonly alias: string
  readonly aliasFault: AliasFault | null
  readonly concurrency: string
  readonly isConcurrencyRight: boolean
  /** Null while something is missing. */
  readonly request: StartRequest | null
  /** Chips to start so many on; null where not so many are free. */
  readonly propose: (count: ChipCount) => readonly string[] | null
}

type Drafted = Pick<StartDraft, 'like' | 'engine' | 'chips' | 'alias' | 'concurrency'>

export function startPlan(known: Known, draft: Drafted): StartPlan {
  const { modelId, modelIds, chips, instances, launches, typesOf } = known
  const like = draft.like === null ? null : likeOf(draft.like, modelId, known)
  const engines = engineChoices(known.supportedEngines, chips)
  const holders = chipHolders(chips, instances, launches, typesOf)
  const busy = new Set(holders.keys())
  const freeOf = (type: string) => chips.filter(({ configKey, key }) => configKey === type && !busy.has(key)).length
  const engine = engineOf(engines, draft.engine, like, freeOf)
  const ofType = chips.filter(({ configKey }) => configKey === engine?.deviceType)
  const propose = (count: ChipCount) => proposeChips(ofType, busy, count)

  const keys = new Set(draft.chips ?? proposal(like, ofType, busy, propose, usualCount(modelId, launches)))
  const chosen = ofType.filter(({ key }) => keys.has(key))
  const alias = draft.alias ?? proposeAlias(modelId, { instances, models: modelIds })
  const mostOfLike = like?.request.additional_config?.max_concurrent
  const concurrency = draft.concurrency ?? (mostOfLike === undefined ? '' : String(mostOfLike))
  const findings = chipFindings(chosen, holders)
  const fault = aliasFault(alias, { modelId, instances, models: modelIds })
  const isConcurrencyRight = isConcurrency(concurrency)
  const isWhole = engine !== null && findings.isCountRight && isConcurrencyRight && alias !== ''
  return {
    engines,
    engine,
    chips: ofType,
    chosen,
    isChipsProposed: draft.chips === null && chosen.length > 0,
    holders,
    unplaced: instances.filter((instance) => isUp(instance) && chipsOf(instance, chips, launches, typesOf) === null),
    findings,
    alias,
    aliasFault: fault,
    concurrency,
    isConcurrencyRight,
    request: isWhole ? startRequest({ modelId, alias, engine, chips: chosen, concurrency }) : null,
    propose,
  }
}

interface Like {
  readonly request: StartRequest
  /** `Chip.key` of those it has, or had. */
  readonly chips: readonly string[]
}

/** What is to be started like: an instance that is listed, or else an earlier start from here. */
function likeOf(alias: string, modelId: string, { instances, chips, launches, typesOf }: Known): Like | null {
  const instance = instances.find((one) => one.alias === alias && one.modelId === modelId)
  if (instance) {
    const { request } = startAgain(instance, launchOf(launches, instance))
    return { request, chips: chipsOf(instance, chips, launches, typesOf)?.keys ?? [] }
  }
  const launch = launches.findLast((one) => one.alias === alias && one.modelId === modelId)
  return launch ? { request: launch.request, chips: launch.chips } : null
}

function engineOf(
  engines: readonly EngineChoice[],
  drafted: string | null,
  like: Like | null,
  freeOf: (deviceType: string) => number,
): EngineChoice | null {
  const able = engines.filter(({ isChoosable }) => isChoosable)
  const most = Math.max(...able.map(({ deviceType }) => freeOf(deviceType)))
  return (
    able.find(({ key }) => key === drafted) ??
    able.find(({ engine, mode }) => engine === like?.request.backend_type && mode === like.request.deployment_mode) ??
    // Where there is a choice of types, that with the most room.
    able.find(({ deviceType }) => freeOf(deviceType) === most) ??
    null
  )
}

/** How many chips this model was last started on from here; one where it never was. */
function usualCount(modelId: string, launches: readonly Launch[]): ChipCount {
  const count = launches.findLast((launch) => launch.modelId === modelId)?.chips.length ?? 1
  return isChipCount(count) ? count : 1
}

/** The same chips again, where they are free, else as many, else what there is. */
function proposal(
  like: Like | null,
  chips: readonly Chip[],
  busy: ReadonlySet<string>,
  propose: StartPlan['propose'],
  usual: ChipCount,
): readonly string[] {
  const there = new Set(chips.map(({ key }) => key))
  const same = like?.chips.filter((key) => there.has(key)) ?? []
  if (isChipCount(same.length) && same.every((key) => !busy.has(key))) return same
  const asMany = like?.chips.length ?? 0
  return propose(isChipCount(asMany) ? asMany : usual) ?? propose(1) ?? []
}
