import { answerGpuf } from './backends/gpuf/server.ts'
import { USER_ID } from './backends/gpuf/route.ts'
import { answerXw } from './backends/xw/server.ts'
import { type Access, isChange, refuseChange } from './access.ts'
import { type FaultName, type FaultState, befall, isOfOneCall } from './faults.ts'
import { type QuirkName, type Quirks, quirksOf } from './quirks.ts'
import { SCENARIOS, type Scenario, type ScenarioName, scenarioNames } from './scenarios.ts'
import { type Clock, globalClock } from './sim/clock.ts'
import { createFleetModels } from './sim/fleetModels.ts'
import { createFleet } from './sim/fleet.ts'
import { replaceInstance } from './sim/instances.ts'
import { rngOf } from './sim/rng.ts'
import { type Snapshot, applySnapshot } from './sim/snapshot.ts'
import type { World } from './sim/world.ts'
import { type XwState, createXwServers, populate, seat } from './sim/xwServer.ts'

export interface SimulatorOptions {
  readonly scenario?: ScenarioName
  readonly seed?: number
  /** how many times faster than in life pulls download and models load */
  readonly speed?: number
  /** as `quirksOf` reads them */
  readonly quirks?: string | Partial<Quirks>
  readonly clock?: Clock
  /** How many clients the fleet has, and for how many days it remembers, where not as in the scenario. */
  readonly clients?: number
  readonly historyDays?: number
  /** How many xw servers there are, where not as in the scenario. */
  readonly xwServers?: number
  /** `read`: config.json says so, and what would change a server is refused; `full` where it is left out */
  readonly access?: Access
  /** goes on where another simulator of the same scenario and seed was */
  readonly from?: Snapshot | undefined
}

export interface MockServer {
  readonly kind: 'xw' | 'gpuf'
  readonly id: string
  /** where the console finds it when it is mocked in the page, relative to the console */
  readonly mount: string
}

/** All mocked servers over one world, without any notion of how requests reach them. */
export interface Simulator {
  readonly scenario: ScenarioName
  readonly servers: readonly MockServer[]
  readonly world: World
  /** One request, its URL's path as the server sees it; `Response.error()` stands for a refused connection. */
  handle(serverId: string, request: Request): Promise<Response>
  /** What config.json says in this scenario. */
  config(): unknown
  /** Makes something go wrong with a server from now on (`times` requests or pulls long), or right again with null. */
  readonly fault: (serverId: string, name: FaultName | null, times?: number) => void
  readonly quirk: (name: QuirkName, on: boolean) => void
  /** Removes a lock's file from an xw server, as an operator would by hand. */
  readonly removeLock: (serverId: string, model: string) => void
  /** Somebody else removes an instance and starts another model under its alias; its chips and port stay. */
  readonly replaceInstance: (serverId: string, alias: string, modelId?: string) => void
  /** A new process: build_time changes, pulls' locks go stale. */
  readonly restart: (serverId: string) => void
  /** Takes a card out of an xw server, by its bus address, or puts it back. */
  readonly removeCard: (serverId: string, busAddress: string) => void
  readonly returnCard: (serverId: string, busAddress: string) => void
  /** What config.json says from now on, and whether changes are let through. */
  readonly setAccess: (access: Access) => void
  /** `METHOD path` of each request that would have changed a server and was refused. */
  readonly refusedChanges: readonly string[]
}

export const GPUF_ID = 'fleet'

export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const name = options.scenario ?? 'calm'
  const scenario: Scenario = SCENARIOS[name]
  const seed = options.seed ?? 1
  const clock = options.clock ?? globalClock
  const now = options.from?.startedAt ?? clock.now()
  const bare = scenario.life === 'none'
  const quirks: Quirks = { ...quirksOf(options.quirks), ...scenario.quirks }
  const world: World = {
    seed,
    clock,
    quirks,
    scenario,
    startedAt: now,
    speed: Math.max(0.01, options.speed ?? 1),
    pullTickMs: 0,
    xw: createXwServers(now, bare, options.xwServers ?? scenario.xwServers),
    fleet: createFleet({
      seed,
      clients: options.clients ?? scenario.clients,
      historyDays: options.historyDays ?? scenario.historyDays,
      now,
      firstDay: scenario.life === 'first-day',
    }),
    fleetModels: bare ? [] : createFleetModels(now),
    next: rngOf('next', seed),
    changed: () => undefined,
  }
  populate(world)
  if (options.from) applySnapshot(world, options.from)
  let gpufFault: FaultState | undefined
  let access: Access = options.access ?? 'full'
  const refusedChanges: string[] = []

  const servers: MockServer[] = [
    ...world.xw.map(({ id }) => ({ kind: 'xw' as const, id, mount: `api/xw/${id}` })),
    { kind: 'gpuf', id: GPUF_ID, mount: 'api/gpuf' },
  ]

  const xwOf = (id: string): XwState | undefined => world.xw.find((server) => server.id === id)

  function fault(serverId: string, faultName: FaultName | null, times = Number.POSITIVE_INFINITY): void {
    const state = faultName === null ? undefined : { name: faultName, times }
    const server = xwOf(serverId)
    if (server) server.fault = state
    else if (serverId === GPUF_ID) gpufFault = state
    else throw new Error(`no mocked server ${serverId}`)
  }

  for (const [id, faultName] of Object.entries(scenario.faults ?? {})) fault(id, faultName)

  async function answer(serverId: string, request: Request): Promise<Response> {
    const at = clock.now()
    const server = xwOf(serverId)
    const response = await (server
      ? answerXw(request, { world, server, now: at })
      : answerGpuf(request, { world, now: at }))
    if (request.method === 'POST') world.changed()
    return response
  }

  function moveCard(serverId: string, busAddress: string, isAway: boolean): void {
    const server = xwOf(serverId)
    if (!server?.slots.some((chip) => chip.busAddress === busAddress)) {
      throw new Error(`no card at ${busAddress} in ${serverId}`)
    }
    if (isAway) server.away.add(busAddress)
    else server.away.delete(busAddress)
    seat(server)
    world.changed()
  }

  return {
    scenario: name,
    servers,
    world,
    async handle(serverId, request) {
      if (access === 'read' && isChange(request)) {
        refusedChanges.push(`${request.method} ${new URL(request.url).pathname}`)
        return refuseChange()
      }
      const server = xwOf(serverId)
      if (!server && serverId !== GPUF_ID) throw new Error(`no mocked server ${serverId}`)
      const state = server ? server.fault : gpufFault
      if (server && clock.now() < server.awayUntil) return Response.error()
      if (!state || isOfOneCall(state.name)) return answer(serverId, request)
      state.times--
      if (state.times <= 0) fault(serverId, null)
      return befall(state.name, request, clock, world.next, () => answer(serverId, request))
    },
    config() {
      return {
        servers: [
          ...servers.map(({ kind, id, mount }) => ({
            kind,
            name: id,
            label: scenario.labels?.[id],
            url: mount,
            userId: kind === 'gpuf' ? USER_ID : undefined,
          })),
          ...Object.entries(scenario.misdirected ?? {}).map(([name, id]) => ({
            kind: 'xw',
            name,
            url: servers.find((server) => server.id === id)?.mount ?? id,
          })),
        ],
        ...(access === 'read' && { access }),
        demo: { scenario: name, scenarios: [...scenarioNames] },
      }
    },
    fault,
    quirk(quirkName, on) {
      quirks[quirkName] = on
    },
    removeLock(serverId, model) {
      xwOf(serverId)?.locks.delete(model)
      world.changed()
    },
    replaceInstance(serverId, alias, modelId) {
      const server = xwOf(serverId)
      if (server) replaceInstance(world, server, alias, modelId)
      world.changed()
    },
    restart(serverId) {
      const server = xwOf(serverId)
      if (server) server.startedAt = clock.now()
      world.changed()
    },
    removeCard: (serverId, busAddress) => moveCard(serverId, busAddress, true),
    returnCard: (serverId, busAddress) => moveCard(serverId, busAddress, false),
    setAccess(next) {
      access = next
    },
    refusedChanges,
  }
}
