// @vitest-environment jsdom
import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Endpoint } from '@/net/endpoint.ts'
import { devices } from '../queries.ts'
import { noCardMemory } from '../schema/cardLooks.ts'
import { chipsOf } from '../schema/device.fixture.ts'
import type { DeviceListWire } from '../schema/device.ts'
import { cardMemoryName, useCardAttention } from './cardAttention.ts'
import { acknowledgeCards, noteLook, readCardMemory, useCardMemory } from './cardStore.ts'
import { watchCards } from './watchCards.ts'

const at: Endpoint = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'http://npu-01.test' }
const eight = chipsOf('910b', 8)
const seven = eight.slice(0, 7)
const events = () => useCardMemory.getState().events

/** As after a reload of the page: only what the browser keeps is there. */
function reload(): void {
  const kept = localStorage.getItem(cardMemoryName)
  useCardMemory.setState(noCardMemory)
  localStorage.setItem(cardMemoryName, kept ?? '')
  void useCardMemory.persist.rehydrate()
}

beforeEach(() => {
  localStorage.clear()
  useCardMemory.setState(noCardMemory)
})
afterEach(() => vi.unstubAllGlobals())

describe('what is remembered of cards', () => {
  test('a card that goes while the page is loaded anew is noticed all the same', () => {
    noteLook('npu-01', eight, 1000)
    reload()
    noteLook('npu-01', seven, 2000)
    expect(events()).toMatchObject([{ kind: 'missing', seenAt: 1000, at: 2000 }])
  })

  test('what was acknowledged stays so, and its return is still noted', () => {
    noteLook('npu-01', eight, 1000)
    noteLook('npu-01', seven, 2000)
    acknowledgeCards([events()[0]?.id ?? ''], 3000)
    acknowledgeCards([events()[0]?.id ?? ''], 4000)
    reload()
    expect(events()).toMatchObject([{ acknowledgedAt: 3000, backAt: null }])
    noteLook('npu-01', eight, 5000)
    expect(events()).toMatchObject([{ acknowledgedAt: 3000, backAt: 5000 }])
  })

  test('what another tab has noted meanwhile is not noted twice, nor lost', () => {
    noteLook('npu-01', eight, 1000)
    const before = localStorage.getItem(cardMemoryName) ?? ''
    noteLook('npu-01', seven, 2000)
    const other = localStorage.getItem(cardMemoryName) ?? ''
    // This tab is still where it was; the other one has written.
    localStorage.setItem(cardMemoryName, before)
    void useCardMemory.persist.rehydrate()
    localStorage.setItem(cardMemoryName, other)
    noteLook('npu-01', seven, 2500)
    expect(events()).toHaveLength(1)
  })

  test('what an older console or somebody else stored costs only what cannot be read', () => {
    const good = { id: 'a', server: 'npu-01', acknowledgedAt: null, at: 1, kind: 'renumbered', renumbered: 2 }
    const look = { chips: [], at: 1, noneSince: null }
    const read = readCardMemory({ looks: { 'npu-01': look, 'npu-02': 7 }, events: [good, { kind: 'missing' }, null] })
    expect(read).toEqual({ looks: { 'npu-01': look }, events: [good] })
    for (const odd of [null, 7, 'x', [], { looks: [] }]) expect(readCardMemory(odd)).toEqual(noCardMemory)
  })

  test('whoever shows cards has them watched from then on', () => {
    expect(useCardAttention.getState().isWatching).toBe(true)
  })
})

const wire = (chips: typeof eight): DeviceListWire => ({
  devices: chips.map(({ busAddress, logicalIndex }) => ({
    bus_address: busAddress,
    model_name: 'Ascend 910B',
    config_key: 'ascend-910b',
    device_type: 'ascend-910b',
    physical_device_index: logicalIndex,
    chip_index: 0,
    chips_per_device: 1,
  })),
})

describe('looks at a server', () => {
  let answer: () => Response
  async function look(queryClient: QueryClient, next: () => Response): Promise<void> {
    answer = next
    await queryClient.fetchQuery({ ...devices(at), staleTime: 0, retry: false }).catch(() => undefined)
  }

  test('a failing call is no look, and no devices are not all cards gone', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(answer()))
    const queryClient = new QueryClient()
    const stop = watchCards(queryClient)
    await look(queryClient, () => Response.json(wire(eight)))
    await look(queryClient, () => new Response('no', { status: 500 }))
    await look(queryClient, () => Response.json({ devices: 'none' }))
    expect(events()).toEqual([])
    expect(useCardMemory.getState().looks['npu-01']?.chips).toHaveLength(8)

    await look(queryClient, () => Response.json({ devices: null }))
    expect(events()).toMatchObject([{ kind: 'none', count: 8, backAt: null }])
    await look(queryClient, () => Response.json(wire(seven)))
    expect(events()).toMatchObject([{ kind: 'none', backAt: expect.any(Number) }, { kind: 'missing' }])
    stop()
    await look(queryClient, () => Response.json(wire(eight)))
    expect(events()[1]).toMatchObject({ backAt: null })
  })

  test('an answer that is there already when watching begins counts', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(answer()))
    const queryClient = new QueryClient()
    await look(queryClient, () => Response.json(wire(eight)))
    watchCards(queryClient)()
    expect(useCardMemory.getState().looks['npu-01']?.chips).toHaveLength(8)
  })
})
