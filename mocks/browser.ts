import { setupWorker } from 'msw/browser'
import { workerAddress } from '@/lib/workerAddress.ts'
import { recall, remember } from './browserMemory.ts'
import { type Access, isAccess } from './access.ts'
import { type FaultName, faultNames } from './faults.ts'
import { handlersOf } from './handlers.ts'
import { type QuirkName, quirkNames } from './quirks.ts'
import { isScenario, type ScenarioName, scenarioNames } from './scenarios.ts'
import { removeClient } from './sim/fleet.ts'
import { type Simulator, createSimulator } from './simulator.ts'

/** What tests and the curious find as `window.quarterdeckSim` while the console runs on its mocks. */
export interface QuarterdeckSim {
  readonly scenario: ScenarioName
  readonly scenarios: readonly ScenarioName[]
  readonly faults: readonly FaultName[]
  readonly quirks: readonly QuirkName[]
  readonly fault: (serverId: string, name: FaultName | null, times?: number) => void
  readonly quirk: (name: QuirkName, on: boolean) => void
  readonly removeLock: (serverId: string, model: string) => void
  readonly restart: (serverId: string) => void
  /** takes a card out of a server, by its bus address as `0000:41:00.0` */
  readonly removeCard: (serverId: string, busAddress: string) => void
  readonly returnCard: (serverId: string, busAddress: string) => void
  /** somebody else removes an instance and starts another under its alias */
  readonly replaceInstance: (serverId: string, alias: string, modelId?: string) => void
  /** takes a client out of the fleet's register, as its database would; a reload of the page brings it back */
  readonly removeClient: (clientId: string) => void
  /** what config.json says the next time that it is read, and whether changes are let through */
  readonly access: (access: Access) => void
  /** `METHOD path` of each request that would have changed a server and was refused */
  readonly refusedChanges: readonly string[]
  /** begins the story anew, in this tab, with a reload */
  readonly reset: () => void
  /** how many times faster than in life from now on */
  readonly speed: (times: number) => void
  /** ms between two progress events of a pull; 0 = as in life */
  readonly pullTick: (ms: number) => void
}

declare global {
  interface Window {
    quarterdeckSim?: QuarterdeckSim
  }
}

const REMEMBERED = ['scenario', 'seed', 'speed', 'quirks', 'clients', 'access'] as const

/** A setting of the mocks: from the address when it is there, else as it was in this tab before. */
function setting(name: (typeof REMEMBERED)[number]): string | null {
  const key = `quarterdeck.mocks.${name}`
  const given = new URLSearchParams(globalThis.location.search).get(name)
  if (given !== null) globalThis.sessionStorage.setItem(key, given)
  return given ?? globalThis.sessionStorage.getItem(key)
}

function scenarioSetting(): ScenarioName {
  const name = setting('scenario') ?? 'calm'
  if (isScenario(name)) return name
  globalThis.sessionStorage.removeItem('quarterdeck.mocks.scenario')
  throw new Error(`The mocks have no scenario ${name}. There are: ${scenarioNames.join(', ')}.`)
}

function numberSetting(name: 'seed' | 'speed' | 'clients'): number | undefined {
  const value = Number(setting(name) ?? '')
  return value > 0 ? value : undefined
}

function accessSetting(): Access {
  const access = setting('access') ?? 'full'
  if (isAccess(access)) return access
  globalThis.sessionStorage.removeItem('quarterdeck.mocks.access')
  throw new Error(`The mocks know no access ${access}: it is full or read.`)
}

/** Answers everything under the console's `api/`, and its `config.json`, from a simulator in this page. */
export async function start({ base = document.baseURI }: { readonly base?: string } = {}): Promise<void> {
  const scenario = scenarioSetting()
  const seed = numberSetting('seed')
  const speed = numberSetting('speed')
  const clients = numberSetting('clients')
  const key = `quarterdeck.mocks.world.${scenario}.${seed ?? ''}${clients === undefined ? '' : `.${clients}`}`
  const simulator = createSimulator({
    from: recall(key, Date.now()),
    scenario,
    access: accessSetting(),
    quirks: setting('quirks') ?? '',
    ...(seed === undefined ? {} : { seed }),
    ...(speed === undefined ? {} : { speed }),
    ...(clients === undefined ? {} : { clients }),
  })
  const memory = remember(key, simulator.world)
  const root = new URL('.', base).href
  letWorkersRegister()
  const worker = setupWorker(...handlersOf(simulator, root))
  await worker.start({
    quiet: true,
    serviceWorker: { url: `${root}mockServiceWorker.js` },
    onUnhandledRequest(request, print) {
      if (request.url.startsWith(`${root}api/`)) print.error()
    },
  })
  // only now: whoever waits for it may send requests
  globalThis.window.quarterdeckSim = controls(simulator, memory.forget)
}

/** MSW names its worker by a text, which a browser does not take where no text may become a script. */
function letWorkersRegister(): void {
  // Over plain http from another machine there are no service workers: MSW says so.
  if (!('serviceWorker' in navigator)) return
  const register = navigator.serviceWorker.register.bind(navigator.serviceWorker)
  navigator.serviceWorker.register = (address, options) => register(workerAddress(String(address)), options)
}

function controls(simulator: Simulator, forget: () => void): QuarterdeckSim {
  return {
    scenario: simulator.scenario,
    scenarios: scenarioNames,
    faults: faultNames,
    quirks: quirkNames,
    fault: simulator.fault,
    quirk: simulator.quirk,
    removeLock: simulator.removeLock,
    restart: simulator.restart,
    removeCard: simulator.removeCard,
    returnCard: simulator.returnCard,
    replaceInstance: simulator.replaceInstance,
    removeClient: (clientId) => removeClient(simulator.world.fleet, clientId),
    access: simulator.setAccess,
    refusedChanges: simulator.refusedChanges,
    reset() {
      forget()
      globalThis.location.reload()
    },
    speed(times) {
      simulator.world.speed = Math.max(0.01, times)
    },
    pullTick(ms) {
      simulator.world.pullTickMs = ms
    },
  }
}
