import type { ModelColumns } from './clientTable.ts'
import { wordAt } from './clientTable.ts'
import type { FleetModel } from './fleetModel.ts'

/** A model as clients report it, with the clients that have it loaded. */
export interface ReportedModel {
  readonly id: string
  /** Rows of the client table, ascending. */
  readonly clients: readonly number[]
}

/** What all clients together have loaded, the most frequent first. A client that names a model twice counts once. */
export function reportedModels(models: ModelColumns): readonly ReportedModel[] {
  const byCode = new Map<number, number[]>()
  let start = 0
  for (let client = 0; client < models.ends.length; client++) {
    const end = models.ends[client] ?? start
    for (let at = start; at < end; at++) {
      const code = models.id.codes[at] ?? 0
      const clients = byCode.get(code)
      if (clients === undefined) byCode.set(code, [client])
      else if (clients.at(-1) !== client) clients.push(client)
    }
    start = end
  }
  return [...byCode]
    .map(([code, clients]) => ({ id: wordOf(models, code), clients }))
    .sort((a, b) => b.clients.length - a.clients.length || (a.id < b.id ? -1 : 1))
}

function wordOf({ id }: ModelColumns, code: number): string {
  return wordAt({ codes: Uint32Array.of(code), words: id.words }, 0)
}

const JOINTS = [':', '-', '@'] as const

export interface ModelUse extends ReportedModel {
  /** Models of the register that the reported id means; several where it names no version. */
  readonly models: readonly FleetModel[]
}

/**
 * Which models of the register the reported ones are. An id means a model whose name and version it joins; else, as a
 * name alone, every version of that name. Upper and lower case are not told apart.
 */
export function modelUses(reported: readonly ReportedModel[], register: readonly FleetModel[]): readonly ModelUse[] {
  const byVersion = new Map<string, FleetModel[]>()
  const byName = new Map<string, FleetModel[]>()
  for (const model of register) {
    const name = model.name.toLowerCase()
    add(byName, name, model)
    for (const joint of JOINTS) add(byVersion, `${name}${joint}${model.version.toLowerCase()}`, model)
  }
  return reported.map((one) => {
    const id = one.id.trim().toLowerCase()
    return { ...one, models: byVersion.get(id) ?? byName.get(id) ?? [] }
  })
}

function add(map: Map<string, FleetModel[]>, key: string, model: FleetModel): void {
  const known = map.get(key)
  if (known) known.push(model)
  else map.set(key, [model])
}

/** By the model's id: the rows of the clients that have it loaded, each once. */
export function clientsOfModels(uses: readonly ModelUse[]): ReadonlyMap<string, readonly number[]> {
  const sets = new Map<string, Set<number>>()
  for (const { clients, models } of uses) {
    for (const { id } of models) {
      const known = sets.get(id) ?? new Set<number>()
      for (const client of clients) known.add(client)
      sets.set(id, known)
    }
  }
  return new Map([...sets].map(([id, clients]) => [id, [...clients].sort((a, b) => a - b)]))
}
