import { DAY, HOUR, MINUTE, SECOND, dayStart } from './clock.ts'
import { type FleetCard, fleetCards } from './cards.ts'
import { hash, hex, mix, pick, unit, unitOf } from './rng.ts'

/** Heartbeats come every two minutes. */
export const BEAT = 120 * SECOND
export const BEATS_A_DAY = DAY / BEAT

/** What sets a client apart from a steady one. */
export type Nature =
  | { readonly kind: 'steady' }
  /** overheats for some minutes of every half hour */
  | { readonly kind: 'hot' }
  /** goes silent for ten minutes of every half hour */
  | { readonly kind: 'blinking' }
  | { readonly kind: 'silent'; readonly since: number; readonly status: 'error' | 'maintenance' | 'offline' }
  /** was entered in the register, its agent starts to report at `from` */
  | { readonly kind: 'arrives'; readonly from: number }

export interface FleetClient {
  readonly id: string
  readonly name: string
  readonly site: string
  readonly os: string
  readonly card: FleetCard
  readonly cards: number
  readonly nature: Nature
  readonly createdAt: number
  /** everything about it is drawn from this number */
  readonly key: number
  /** ms into each two minutes at which its heartbeat is due */
  readonly phase: number
  /** the xw server that runs on the same machine */
  readonly machine?: string
}

export interface Edit {
  name?: string
  osType?: string
  status?: { readonly value: string; readonly at: number }
  valid?: string
  /** a read before this does not see it yet */
  readonly visibleAt: number
  readonly at: number
}

/** The register: clients as the story has them, and what was written since. */
export interface Fleet {
  readonly clients: FleetClient[]
  readonly byId: Map<string, FleetClient>
  /** by lower-case id, oldest first */
  readonly edits: Map<string, Edit[]>
  /** when a client entered by hand may be seen, by lower-case id */
  readonly insertedVisibleAt: Map<string, number>
  /** grows with each write: what was built from older state is stale */
  version: number
  /** edits that were asked for, those refused too */
  editsAsked: number
  readonly historyDays: number
}

const SITES = ['sh', 'bj', 'sz', 'cd'] as const
const MACHINES = ['npu-01', 'npu-02', 'mx-01'] as const

export interface FleetPlan {
  readonly seed: number
  readonly clients: number
  readonly historyDays: number
  readonly now: number
  /** all clients were entered within the last day */
  readonly firstDay: boolean
}

export function createFleet(plan: FleetPlan): Fleet {
  const clients: FleetClient[] = []
  for (let i = 0; i < plan.clients; i++) clients.push(makeClient(plan, i))
  return {
    clients,
    byId: new Map(clients.map((client) => [client.id, client])),
    edits: new Map(),
    insertedVisibleAt: new Map(),
    version: 0,
    editsAsked: 0,
    historyDays: plan.historyDays,
  }
}

/** From now on the register does not know this client. */
export function removeClient(fleet: Fleet, clientId: string): void {
  const id = clientId.toLowerCase()
  const place = fleet.clients.findIndex((client) => client.id === id)
  if (place < 0) return
  fleet.clients.splice(place, 1)
  fleet.byId.delete(id)
  fleet.version++
}

function makeClient(plan: FleetPlan, i: number): FleetClient {
  const key = hash('client', plan.seed, i)
  const machine = MACHINES[i]
  // the machines of the model servers have names of their own, the others count on after them
  const n = i - MACHINES.length
  const site = machine ? 'sh' : (SITES[n % SITES.length] ?? 'sh')
  const today = dayStart(plan.now)
  const age = plan.firstDay ? (2 + unitOf(key, 11) * 18) * HOUR : (20 + unitOf(key, 11) * 300) * DAY
  const card = machine ? cardOfMachine(machine) : pick(fleetCards, unitOf(key, 12))
  return {
    id: hex(32, 'id', plan.seed, i),
    name: machine ?? nameOf(site, Math.floor(n / SITES.length)),
    site,
    os:
      i === 17
        ? ''
        : unitOf(key, 13) < 0.7
          ? 'Linux'
          : pick(['Ubuntu 22.04', 'openEuler 22.03', 'Kylin V10'], unitOf(key, 14)),
    card: i === 23 ? { ...card, name: 'NVIDIA Unknown' } : card,
    cards: machine ? (machine === 'npu-02' ? 24 : 8) : pick(card.counts, unitOf(key, 15)),
    nature: plan.firstDay || machine ? { kind: 'steady' } : natureOf(i, today),
    createdAt: plan.now - age,
    key,
    phase: Math.floor(unitOf(key, 16) * 100 * SECOND),
    ...(machine ? { machine } : {}),
  }
}

function cardOfMachine(machine: string): FleetCard {
  const name = { 'npu-01': 'Ascend 910B4', 'npu-02': 'Ascend 910C', 'mx-01': 'MetaX C550' }[machine]
  return fleetCards.find((card) => card.name === name) ?? fleetCards[0]
}

/** A few of the first 48 have a story; larger fleets have the same share of them. */
function natureOf(i: number, today: number): Nature {
  switch (i % 48) {
    case 5:
      return { kind: 'hot' }
    case 9:
      return { kind: 'blinking' }
    case 14:
      return { kind: 'silent', since: today - 5 * HOUR, status: 'error' }
    case 31:
      return { kind: 'silent', since: today - 26 * HOUR, status: 'error' }
    case 20:
      return { kind: 'silent', since: today - 2 * DAY + 3 * HOUR, status: 'maintenance' }
    case 38:
      return { kind: 'silent', since: today - 3 * HOUR, status: 'maintenance' }
    case 27:
      return { kind: 'silent', since: today - 3 * DAY, status: 'offline' }
    case 44:
      return { kind: 'arrives', from: Number.POSITIVE_INFINITY }
    default:
      return { kind: 'steady' }
  }
}

/** sh-a01 … sh-a12, sh-b01 …: twelve machines a rack. */
function nameOf(site: string, n: number): string {
  const rack = Math.floor(n / 12)
  let letters = ''
  for (let r = rack + 1; r > 0; r = Math.floor((r - 1) / 26))
    letters = String.fromCharCode(97 + ((r - 1) % 26)) + letters
  return `${site}-${letters}${String((n % 12) + 1).padStart(2, '0')}`
}

interface DayPlan {
  /** slots of the day, 0…719, whose beat got lost */
  readonly missed: readonly number[]
  /** [first, end) slots in which the machine was silent */
  readonly outages: readonly (readonly [number, number])[]
}

function dayPlan(client: FleetClient, day: number): DayPlan {
  const key = mix(client.key, day)
  const missed: number[] = []
  const losses = mix(key, 1) % 4
  for (let i = 0; i < losses; i++) missed.push(mix(key, 2 + i) % BEATS_A_DAY)
  const outages: [number, number][] = []
  if (unitOf(key, 9) < 0.05) {
    const first = mix(key, 10) % 660
    outages.push([first, first + 5 + (mix(key, 11) % 45)])
  }
  // one site's pipeline fails every third night: many clients go silent in the same minute
  if (client.site === 'cd' && day % 3 === 1) outages.push([96, 108])
  return { missed, outages }
}

function inPlan(plan: DayPlan, slot: number): boolean {
  if (plan.missed.includes(slot)) return false
  return !plan.outages.some(([first, end]) => slot >= first && slot < end)
}

/** Whether the nature of a client lets it report at `t`, lost beats and outages aside. */
function speaks(client: FleetClient, t: number): boolean {
  const { nature } = client
  if (t < client.createdAt) return false
  switch (nature.kind) {
    case 'silent':
      return t < nature.since
    case 'arrives':
      return t >= nature.from
    case 'blinking':
      return (t + client.phase) % (30 * MINUTE) < 20 * MINUTE
    default:
      return true
  }
}

/** When the beat of a slot (two minutes of the epoch) arrived; beats come late by up to some seconds. */
export function beatTime(client: FleetClient, slot: number): number {
  const late = unitOf(client.key, slot)
  return slot * BEAT + client.phase + Math.floor(late < 0.97 ? late * 1200 : 1200 + (late - 0.97) * 400_000)
}

/** A function that tells whether a client's beat of a slot arrived; cheap to ask slot by slot. */
export function presenceOf(client: FleetClient): (slot: number) => boolean {
  let day = Number.NaN
  let plan: DayPlan = { missed: [], outages: [] }
  return (slot) => {
    if (!speaks(client, slot * BEAT + client.phase)) return false
    const itsDay = Math.floor(slot / BEATS_A_DAY)
    if (itsDay !== day) {
      day = itsDay
      plan = dayPlan(client, day)
    }
    return inPlan(plan, slot - itsDay * BEATS_A_DAY)
  }
}

/** ms of the newest heartbeat up to `now`; undefined when there has never been one. */
export function lastBeat(client: FleetClient, now: number): number | undefined {
  const { nature } = client
  const until = nature.kind === 'silent' ? Math.min(now, nature.since) : now
  if (nature.kind === 'arrives' && now < nature.from) return undefined
  const present = presenceOf(client)
  const newest = Math.floor(until / BEAT)
  for (let slot = newest; slot > newest - BEATS_A_DAY; slot--) {
    if (!present(slot)) continue
    const at = beatTime(client, slot)
    if (at <= until) return at
  }
  return undefined
}

/** Heartbeats received in a whole UTC day (`day` counts from the epoch); an estimate where it is not over or not begun. */
export function beatsOnDay(client: FleetClient, day: number, now: number): number {
  const from = day * DAY
  const until = Math.min(from + DAY, now)
  const { nature } = client
  const first = Math.max(from, client.createdAt, nature.kind === 'arrives' ? nature.from : 0)
  const last = nature.kind === 'silent' ? Math.min(until, nature.since) : until
  if (last <= first) return 0
  const plan = dayPlan(client, day)
  const slotFrom = Math.ceil((first - from - client.phase) / BEAT)
  const slotEnd = Math.min(BEATS_A_DAY, Math.floor((last - from - client.phase) / BEAT) + 1)
  let count = Math.max(0, slotEnd - Math.max(0, slotFrom))
  count -= plan.missed.filter((slot) => slot >= slotFrom && slot < slotEnd).length
  for (const [a, b] of plan.outages) count -= Math.max(0, Math.min(b, slotEnd) - Math.max(a, slotFrom))
  if (nature.kind === 'blinking') count = Math.round((count * 2) / 3)
  return Math.max(0, count)
}

/** The server's "health": days' shares of the expected beats, today's partial day counted as a whole one. */
export function healthOf(fleet: Fleet, client: FleetClient, now: number, partialDayIn: boolean): number {
  const today = Math.floor(now / DAY)
  const first = Math.max(Math.floor(client.createdAt / DAY), today - fleet.historyDays)
  let sum = 0
  let days = 0
  for (let day = first; day <= today - (partialDayIn ? 0 : 1); day++) {
    const beats = beatsOnDay(client, day, now)
    if (beats === 0) continue
    sum += Math.min(1, beats / BEATS_A_DAY)
    days++
  }
  return days === 0 ? 0 : Math.round((sum / days) * 100)
}

/** An id that belongs to another tenant: entering it here renames theirs. */
export function foreignClientId(seed: number): string {
  return hex(32, 'foreign', seed)
}

/** 0…1, always the same for one client. */
export function traitOf(client: FleetClient, name: string): number {
  return unit(name, client.key)
}
