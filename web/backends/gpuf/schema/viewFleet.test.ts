import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clientWith } from './client.fixture.ts'
import type { Client } from './client.ts'
import { tableOf } from './clientColumns.ts'
import { fleetSummary } from './fleetSummary.ts'
import {
  FACETS,
  FLEET_COLUMN_IDS,
  GROUP_BYS,
  NOT_SAID,
  type FleetColumnId,
  type FleetFilter,
  type FleetGroup,
  type FleetSort,
  type FleetViewRequest,
} from './fleetView.ts'
import { applyPending, type PendingWrite, type ShownClient } from './pendingWrites.ts'
import { fleetWrites } from './shownFleet.ts'
import { seen } from './silence.ts'
import { siteOf } from './site.ts'
import { earlyView, viewFleet } from './viewFleet.ts'
import { WARNINGS, warningsOf } from './warnings.ts'

const now = 1_000_000_000
const byName: readonly FleetSort[] = [{ id: 'name', desc: false }]

function request(changes: Partial<FleetViewRequest> = {}): FleetViewRequest {
  return { filter: {}, sorts: byName, group: null, locale: 'en', now, writes: [], ...changes }
}

function ids(clients: readonly Client[], changes: Partial<FleetViewRequest>) {
  const table = tableOf(clients)
  return Array.from(viewFleet(table, request(changes)).order, (row) => table.idAt(row))
}

const fleet = [
  clientWith({ id: 'd4', name: '', deviceName: null, os: null, reported: false, status: 'offline', lastOnline: null }),
  clientWith({ id: 'b2', name: 'rack-10', os: 'Windows', lastOnline: now - 600_000, health: 50 }),
  clientWith({ id: 'a1', name: 'Rack-2', lastOnline: now - 60_000 }),
  clientWith({ id: 'c3', name: 'desk', os: null, status: 'error', storage: 97, lastOnline: now - 200_000 }),
]

function left(filter: FleetFilter) {
  return ids(fleet, { filter }).sort()
}

describe('the filters of the fleet', () => {
  test('the search finds every word, anywhere in name, id, device or OS, in any case', () => {
    expect(left({ q: 'RACK' })).toEqual(['a1', 'b2'])
    expect(left({ q: 'rack windows' })).toEqual(['b2'])
    expect(left({ q: 'a100 C3' })).toEqual(['c3'])
    expect(left({ q: '  ' })).toHaveLength(4)
    expect(left({ q: '.*' })).toEqual([])
  })

  test('by status, OS (also none), last heartbeat and what needs attention', () => {
    expect(left({ status: ['online'] })).toEqual(['a1', 'b2'])
    expect(left({ status: ['offline', 'error'] })).toEqual(['c3', 'd4'])
    expect(left({ os: [NOT_SAID] })).toEqual(['c3', 'd4'])
    expect((['now', 'late', 'silent', 'never'] as const).map((one) => left({ seen: [one] }))).toEqual([
      ['a1'],
      ['c3'],
      ['b2'],
      ['d4'],
    ])
    expect(left({ warn: 'any' })).toEqual(['b2', 'c3'])
    expect(left({ warn: 'disk' })).toEqual(['c3'])
  })

  test('by site as in its choices, and by the beginning of a name', () => {
    expect(left({ site: 'rack' })).toEqual(['b2'])
    expect(left({ site: 'rack-' })).toEqual(['a1', 'b2'])
    expect(left({ site: NOT_SAID })).toEqual(['d4'])
  })

  test('by health and age, in which who never reported has no part', () => {
    expect(left({ healthTo: 60 })).toEqual(['b2'])
    expect(left({ healthFrom: 0 })).toEqual(['a1', 'b2', 'c3'])
    expect(left({ heardFrom: 100_000, heardTo: 300_000 })).toEqual(['c3'])
  })

  test('by ids, however they are written', () => {
    expect(left({ ids: ['0xA1', 'd4', 'gone'] })).toEqual(['a1', 'd4'])
  })

  test('a choice is counted as if it were made, the other filters staying', () => {
    const { facets } = viewFleet(tableOf(fleet), request({ filter: { q: 'rack', status: ['error'] } }))
    expect(facets.status).toEqual([
      { value: 'error', count: 0 },
      { value: 'online', count: 2 },
    ])
    expect(facets.os).toEqual([])
  })
})

describe('the order', () => {
  test('is as people count, no matter the case, the nameless by their id', () => {
    expect(ids(fleet, {})).toEqual(['d4', 'c3', 'a1', 'b2'])
  })

  test('puts what has no value last in both directions', () => {
    expect(ids(fleet, { sorts: [{ id: 'seen', desc: false }] }).at(-1)).toBe('d4')
    expect(ids(fleet, { sorts: [{ id: 'seen', desc: true }] }).at(-1)).toBe('d4')
    expect(ids(fleet, { sorts: [{ id: 'tflops', desc: true }] }).at(-1)).toBe('d4')
  })
})

const clients = fc.array(
  fc.record({
    id: fc.string({ unit: fc.constantFrom('a', 'b', '1', '2'), minLength: 1, maxLength: 6 }),
    name: fc.oneof(
      fc.constantFrom(
        '',
        ' ',
        'rack-1',
        'Rack-2',
        'rack-10',
        'rack-02',
        'npu_1',
        'npu.b',
        '漢字-1',
        'İstanbul',
        'a\nb',
        '<b>',
        '-',
        'ΑΣ',
      ),
      fc.string({ maxLength: 6 }),
    ),
    status: fc.constantFrom('online', 'active', 'offline', 'maintenance', 'error', 'odd', ''),
    os: fc.constantFrom('Linux', 'linux', 'Windows', null, '-'),
    deviceName: fc.constantFrom('NVIDIA A100', 'NVIDIA A10', 'Ascend 910B', null),
    tflops: fc.constantFrom(0, 83, 1920, 0.5),
    cpu: fc.integer({ min: 0, max: 100 }),
    memory: fc.integer({ min: 0, max: 100 }),
    storage: fc.integer({ min: 90, max: 100 }),
    health: fc.double({ min: 0, max: 100, noNaN: true }),
    lastOnline: fc.option(fc.integer({ min: now - 700_000, max: now + 10_000 })),
    createdAt: fc.option(fc.constantFrom(1, 2, 3)),
    uptimeDays: fc.nat(3),
    loadedModels: fc.array(
      fc.record({ id: fc.string(), ownedBy: fc.constantFrom(null, 'x'), createdAt: fc.option(fc.nat()) }),
      { maxLength: 2 },
    ),
    reported: fc.boolean(),
  }),
  { maxLength: 40 },
)

const filters: fc.Arbitrary<FleetFilter> = fc.record(
  {
    q: fc.constantFrom('rack', 'a1', 'RACK a100', 'i̇s', 'a b', 'σ', 'ς', '1', '-', 'linux'),
    status: fc.subarray(['online', 'error', 'gone', NOT_SAID]),
    os: fc.subarray(['Linux', 'Windows', NOT_SAID]),
    device: fc.subarray(['NVIDIA A100', NOT_SAID]),
    seen: fc.subarray(['now', 'late', 'silent', 'never']),
    warn: fc.constantFrom(...WARNINGS),
    site: fc.constantFrom('rack', 'rack-1', 'R', 'RACK-', NOT_SAID, '漢字'),
    healthFrom: fc.constantFrom(0, 50),
    healthTo: fc.constantFrom(50, 100),
    heardFrom: fc.constantFrom(0, 100_000),
    heardTo: fc.constantFrom(100_000, 500_000),
    ids: fc.subarray(['a', 'b', 'ab', '11', '1', '2', '0xAA']),
  },
  { requiredKeys: [] },
)

const writes: fc.Arbitrary<readonly PendingWrite[]> = fc.uniqueArray(
  fc.record({
    clientId: fc.constantFrom('a', 'b', 'ab', '1', '2', '11', 'gone'),
    fields: fc.record(
      {
        name: fc.constantFrom('rack-3', 'zzz', '', '漢'),
        status: fc.constantFrom('maintenance', 'online'),
        os: fc.constantFrom('BSD', null),
      },
      { requiredKeys: [] },
    ),
    at: fc.constantFrom(now, now - 40_000),
    confirmed: fc.boolean(),
    overwrittenBy: fc.constantFrom(null, null, 'online'),
  }),
  { selector: ({ clientId }) => clientId, maxLength: 4 },
)

const sortLists = fc.uniqueArray(fc.record({ id: fc.constantFrom(...FLEET_COLUMN_IDS), desc: fc.boolean() }), {
  selector: ({ id }) => id,
  maxLength: 3,
})

test('columns show, count, sort and group what rows would', () => {
  fc.assert(
    fc.property(
      clients,
      filters,
      writes,
      sortLists,
      fc.constantFrom(...GROUP_BYS),
      fc.constantFrom('en', 'zh-CN'),
      (list, filter, writes, sorts, group, locale) => {
        const table = tableOf(list)
        const shown = applyPending(table.all(), writes, now)
        const view = viewFleet(table, { filter, sorts, group, locale, now, writes: fleetWrites(writes, now) })

        const rows = shown.filter((client) => fails(client, filter).length === 0)
        expect(Array.from(view.order, (row) => table.idAt(row))).toEqual(
          sorted(rows, sorts, locale).map(({ id }) => id),
        )
        for (const facet of FACETS) {
          const counted = view.facets[facet].filter(({ count }) => count > 0)
          expect({ facet, ...Object.fromEntries(counted.map(({ value, count }) => [value, count])) }).toEqual({
            facet,
            ...Object.fromEntries(facetOf(shown, filter, facet)),
          })
        }
        const groups = grouped(rows, group)
        expect(view.groups.map(({ count }) => count)).toEqual(groups.map(({ count }) => count).sort((a, b) => b - a))
        expect(byValue(view.groups)).toEqual(byValue(groups))
      },
    ),
    { numRuns: 400 },
  )
})

test('the table gives back what was put in, and finds it', () => {
  fc.assert(
    fc.property(clients, (list) => {
      const table = tableOf(list)
      const newest = new Map<string, Client>()
      for (const client of list) {
        const known = newest.get(client.id)
        if (known === undefined || (client.lastOnline ?? 0) > (known.lastOnline ?? 0)) newest.set(client.id, client)
      }
      expect(table.all()).toEqual([...newest.values()])
      for (const [id, client] of newest) expect(table.client(table.indexOf(id))).toEqual(client)
      expect(table.indexOf('nobody')).toBe(-1)
      expect(table.client(0)).toBe(table.client(0))
      expect(table.client(table.length)).toBeUndefined()
    }),
  )
})

test('the sums over a fleet are those over its rows', () => {
  fc.assert(
    fc.property(clients, (list) => {
      const table = tableOf(list)
      const all = table.all()
      expect(fleetSummary(table, now)).toMatchObject({
        online: all.filter(({ status }) => status === 'online' || status === 'active').length,
        maintenance: all.filter(({ status }) => status === 'maintenance').length,
        warnings: all.filter((client) => warningsOf(client, now).length > 0).length,
      })
    }),
  )
})

test('which names are there twice', () => {
  const names = ['a', 'b', 'c', 'b', '', '']
  const table = tableOf(names.map((name, index) => clientWith({ id: `${index}`, name })))
  expect([...viewFleet(table, request()).repeated]).toEqual([0, 1, 0, 1, 1, 1])
  expect([...viewFleet(tableOf([]), request()).repeated]).toEqual([])
})

test('ten thousand ids are all found again', () => {
  const list = Array.from({ length: 10_000 }, (_, index) => clientWith({ id: (index * 2_654_435_761).toString(16) }))
  const table = tableOf(list)
  expect(list.every(({ id }, index) => table.indexOf(`0x${id.toUpperCase()}`) === index)).toBe(true)
  expect(table.indexOf('x')).toBe(-1)
})

type Part = (typeof FACETS)[number] | 'other'

/** Which of the filters a client does not pass. */
function fails(client: ShownClient, filter: FleetFilter): readonly Part[] {
  const passes: readonly (readonly [Part, boolean])[] = [
    ['status', filter.status?.includes(client.status || NOT_SAID) ?? true],
    ['os', filter.os?.includes(client.os ?? NOT_SAID) ?? true],
    ['device', filter.device?.includes(client.deviceName ?? NOT_SAID) ?? true],
    ['seen', filter.seen?.includes(seen(client, now)) ?? true],
    ['warn', filter.warn === undefined || warningsOf(client, now).includes(filter.warn)],
    ['site', isOfSite(client, filter.site)],
    ['other', passesOther(client, filter)],
  ]
  return passes.flatMap(([part, passed]) => (passed ? [] : [part]))
}

function isOfSite(client: Client, site: string | undefined): boolean {
  if (site === undefined) return true
  if (site === NOT_SAID) return siteOf(client.name) === ''
  if (siteOf(site) === site) return siteOf(client.name) === site
  return client.name.toLowerCase().startsWith(site.toLowerCase())
}

function passesOther(client: Client, filter: FleetFilter): boolean {
  const text = `${client.name}\n${client.id}\n${client.deviceName ?? ''}\n${client.os ?? ''}`.toLowerCase()
  const words = (filter.q ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  if (!words.every((word) => text.includes(word))) return false
  const { healthFrom, healthTo, heardFrom, heardTo, ids } = filter
  if (healthFrom !== undefined || healthTo !== undefined) {
    if (!client.reported || client.health < (healthFrom ?? 0) || client.health > (healthTo ?? 100)) return false
  }
  if (heardFrom !== undefined || heardTo !== undefined) {
    if (client.lastOnline === null) return false
    const age = now - client.lastOnline
    if (age < (heardFrom ?? -Infinity) || age > (heardTo ?? Infinity)) return false
  }
  return ids === undefined || ids.some((id) => id.toLowerCase().replace('0x', '') === client.id)
}

function facetOf(shown: readonly ShownClient[], filter: FleetFilter, facet: (typeof FACETS)[number]) {
  const counts = new Map<string, number>()
  for (const client of shown) {
    if (fails(client, filter).some((part) => part !== facet)) continue
    for (const value of valuesOf(client, facet)) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}

function valuesOf(client: ShownClient, facet: (typeof FACETS)[number]): readonly string[] {
  switch (facet) {
    case 'status':
      return [client.status || NOT_SAID]
    case 'os':
      return [client.os ?? NOT_SAID]
    case 'device':
      return [client.deviceName ?? NOT_SAID]
    case 'seen':
      return [seen(client, now)]
    case 'warn':
      return warningsOf(client, now)
    case 'site':
      return [siteOf(client.name) || NOT_SAID]
  }
}

function sorted(rows: readonly Client[], sorts: readonly FleetSort[], locale: string): readonly Client[] {
  const { compare } = new Intl.Collator(locale, { numeric: true })
  return rows.toSorted((a, b) => {
    for (const { id, desc } of [...sorts, { id: 'name', desc: false } as const]) {
      const left = sortValue(a, id)
      const right = sortValue(b, id)
      if (left === null || right === null) {
        if (left !== right) return left === null ? 1 : -1
        continue
      }
      const difference =
        typeof left === 'string' && id !== 'id'
          ? compare(left, String(right))
          : left < right
            ? -1
            : left > right
              ? 1
              : 0
      if (difference !== 0) return desc ? -difference : difference
    }
    return a.id < b.id ? -1 : 1
  })
}

function sortValue(client: Client, id: FleetColumnId): string | number | null {
  const figure = (value: number) => (client.reported ? value : null)
  switch (id) {
    case 'name':
      return client.name.trim() === '' ? client.id.slice(0, 12) : client.name
    case 'id':
      return client.id
    case 'status':
      return client.status || null
    case 'seen':
      return client.lastOnline
    case 'device':
      return client.deviceName
    case 'os':
      return client.os
    case 'tflops':
    case 'cpu':
    case 'memory':
    case 'storage':
    case 'health':
      return figure(client[id])
    case 'uptime':
      return figure(client.uptimeDays)
    case 'created':
      return client.createdAt
    case 'models':
      return client.loadedModels.length
    case 'site':
      return siteOf(client.name) || null
  }
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1e6)
}

/** Without what the order of an addition does to its last digits. */
function byValue(groups: readonly FleetGroup[]) {
  return Object.fromEntries(
    groups.map(({ value, tflops, cpu, memory, health, ...counts }) => [
      value,
      { ...counts, tflops: rounded(tflops), cpu: rounded(cpu), memory: rounded(memory), health: rounded(health) },
    ]),
  )
}

function grouped(rows: readonly ShownClient[], by: (typeof GROUP_BYS)[number]): readonly FleetGroup[] {
  const groups = new Map<string, ShownClient[]>()
  for (const client of rows) {
    const value = valuesOf(client, by)[0] ?? ''
    groups.set(value, [...(groups.get(value) ?? []), client])
  }
  return Array.from(groups, ([value, members]) => {
    const reported = members.filter((client) => client.reported)
    const sum = (figure: 'tflops' | 'cpu' | 'memory' | 'health') =>
      reported.reduce((all, client) => all + client[figure], 0)
    const mean = (figure: 'cpu' | 'memory' | 'health') => (reported.length === 0 ? null : sum(figure) / reported.length)
    return {
      value,
      count: members.length,
      online: members.filter(({ status }) => status === 'online' || status === 'active').length,
      silent: members.filter((client) => seen(client, now) === 'silent').length,
      warnings: members.filter((client) => warningsOf(client, now).length > 0).length,
      tflops: sum('tflops'),
      cpu: mean('cpu'),
      memory: mean('memory'),
      health: mean('health'),
    }
  })
}

describe('what is to be seen before everything is worked out', () => {
  const many = Array.from({ length: 12_000 }, (_, at) =>
    clientWith({ id: `id-${at}`, name: `npu-${(at * 7919) % 12_000}` }),
  )

  test('is the whole view of a small fleet, filtered and grouped or not', () => {
    const table = tableOf(fleet)
    const asked = request({ filter: { q: 'rack' }, group: 'status' })
    expect(earlyView(table, asked)).toEqual({ view: viewFleet(table, asked), isWhole: true })
  })

  test('is the first rows of a large one, with all others behind them', () => {
    const table = tableOf(many)
    const early = earlyView(table, request())
    const whole = viewFleet(table, request())
    expect(early?.isWhole).toBe(false)
    expect(early?.view.order.slice(0, 100)).toEqual(whole.order.slice(0, 100))
    expect(early?.view.order.toSorted()).toEqual(whole.order.toSorted())
  })

  test('is nothing where it would be no less work', () => {
    const table = tableOf(many)
    expect(earlyView(table, request({ filter: { status: ['online'] } }))).toBeUndefined()
    expect(earlyView(table, request({ group: 'status' }))).toBeUndefined()
    expect(earlyView(table, request({ sorts: [{ id: 'cpu', desc: true }] }))).toBeUndefined()
  })
})
