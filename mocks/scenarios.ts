import type { FaultName } from './faults.ts'
import type { Quirks } from './quirks.ts'

/** How the world starts. Everything may still be changed while it runs. */
export interface Scenario {
  readonly what: string
  /** how many clients the fleet has */
  readonly clients: number
  /** how far back heartbeats and days are kept, in days */
  readonly historyDays: number
  /** what runs, is downloaded and happens on the xw servers */
  readonly life: 'calm' | 'busy' | 'none' | 'first-day'
  /** how many xw servers there are; three where not given */
  readonly xwServers?: number
  /** further xw connections in config.json, and the server that each of them reaches by mistake */
  readonly misdirected?: Readonly<Record<string, string>>
  readonly quirks?: Partial<Quirks>
  /** server id → what is wrong with it from the start */
  readonly faults?: Readonly<Record<string, FaultName>>
  /** each model's pull breaks off so many times before it succeeds */
  readonly pullBreaks?: number
  /** what befalls every pull */
  readonly pullFault?: FaultName
  /** server id → its configuration, where not as usual */
  readonly configs?: Readonly<
    Record<string, { readonly version: string; readonly running?: string; readonly registry?: string }>
  >
  /** models that others hold locks of, on every server: one being pulled, one left over from a crash */
  readonly locked?: { readonly live: string; readonly stale: string }
  /** what config.json has people read in place of a server's name */
  readonly labels?: Readonly<Record<string, string>>
}

const calm: Scenario = {
  what: 'a quiet day: 48 clients, three model servers, a few instances',
  clients: 48,
  historyDays: 7,
  life: 'calm',
}

/** Every other one of the servers beyond the first three. */
function everyOther(fault: FaultName): Readonly<Record<string, FaultName>> {
  const ids = Array.from({ length: 48 }, (_, index) => `npu-${String(4 + 2 * index).padStart(2, '0')}`)
  return Object.fromEntries([...ids, 'npu-02', 'mx-01'].map((id) => [id, fault]))
}

export const SCENARIOS = {
  calm,
  busy: { ...calm, what: 'every machine works, instances load and crash, others pull', life: 'busy' },
  empty: { ...calm, what: 'nothing anywhere: no clients, chips, models or instances', clients: 0, life: 'none' },
  'first-day': {
    ...calm,
    what: 'set up this morning: nothing downloaded, health figures still low',
    life: 'first-day',
  },
  'xw-down': { ...calm, what: 'npu-02 does not answer', faults: { 'npu-02': 'down' } },
  'gpuf-down': { ...calm, what: 'the fleet’s register does not answer', faults: { fleet: 'down' } },
  slow: {
    ...calm,
    what: 'every answer takes seconds',
    faults: { 'npu-01': 'slow', 'npu-02': 'slow', 'mx-01': 'slow', fleet: 'slow' },
  },
  garbled: {
    ...calm,
    what: 'answers that no schema fits: wrong types, cut JSON, markup and bidi overrides in names',
    faults: { 'npu-01': 'hostile-names', 'npu-02': 'cut-json', 'mx-01': 'wrong-type', fleet: 'hostile-names' },
    pullFault: 'pull-garbled',
    labels: { 'mx-01': '<b>mx-01</b> \u202Egnp.10-xm\u202C' },
  },
  'pull-breaks-off': { ...calm, what: 'each pull breaks off twice, then succeeds', pullBreaks: 2 },
  'pull-locked': {
    ...calm,
    what: 'someone else pulls qwen3-4b; a crash left a lock on qwen3-14b',
    locked: { live: 'qwen3-4b', stale: 'qwen3-14b' },
  },
  patchwork: {
    ...calm,
    what: 'servers at different versions with different catalogues; one waits for its reload, one has no registry',
    configs: {
      'npu-01': { version: '0.0.6' },
      'npu-02': { version: '0.0.5', running: '0.0.4' },
      'mx-01': { version: '0.0.3', registry: 'https://mirror.example/packages.json' },
    },
    locked: { live: 'qwen2.5-14b-instruct', stale: 'qwen3-14b' },
  },
  many: {
    ...calm,
    what: '100 xw servers; three of them are down, hang, or have a proxy that cannot reach them',
    xwServers: 100,
    faults: { 'npu-07': 'down', 'npu-31': 'hang', 'npu-55': 'bad-gateway' },
  },
  'many-down': { ...calm, what: '100 xw servers, half of them down', xwServers: 100, faults: everyOther('down') },
  'many-hang': {
    ...calm,
    what: '100 xw servers; half of them take requests and never answer',
    xwServers: 100,
    faults: everyOther('hang'),
  },
  misdirected: {
    ...calm,
    what: 'two connections of config.json lead to servers that another one leads to already',
    misdirected: { 'npu-03': 'npu-01', 'mx-02': 'mx-01' },
  },
  crowded: { ...calm, what: '10,000 clients', clients: 10_000, historyDays: 3 },
  huge: { ...calm, what: '100,000 clients', clients: 100_000, historyDays: 1 },
} as const satisfies Record<string, Scenario>

export type ScenarioName = keyof typeof SCENARIOS

export function isScenario(name: string): name is ScenarioName {
  return Object.hasOwn(SCENARIOS, name)
}

export const scenarioNames: readonly ScenarioName[] = Object.keys(SCENARIOS).filter(isScenario)
