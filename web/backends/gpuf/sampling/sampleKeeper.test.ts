import { expect, test } from 'vitest'
import { bytesOf, KEEP_LIMITS } from './sampleLimits.ts'
import { createSampleKeeper } from './sampleKeeper.ts'
import { memorySampleStore } from './sampleStore.testing.ts'

const MINUTE = 60_000

function world(limits = KEEP_LIMITS) {
  const store = memorySampleStore()
  const clock = { now: 0 }
  const keeper = createSampleKeeper({ store, limits, now: () => clock.now })
  return {
    store,
    keeper,
    sample: async (client: string, minutes: number, from = clock.now) => {
      for (let at = from; at < from + minutes * MINUTE; at += MINUTE) {
        clock.now = at
        await keeper.keep({ server: 'fleet', client, at, paceMs: MINUTE, gpus: [] })
      }
    },
  }
}

test('what one client takes is bounded, and its newest samples stay', async () => {
  const { store, keeper, sample } = world({ totalBytes: 1e9, clientBytes: 3_000, ageMs: 1e12 })
  await sample('a', 300)
  const heads = await store.heads()
  expect(bytesOf(heads)).toBeLessThanOrEqual(3_000 + 700)
  expect(Math.max(...heads.map(({ end }) => end))).toBe(299 * MINUTE)
  expect(keeper.trouble()).toBeNull()
})

test('what is too old goes', async () => {
  const { store, sample } = world({ totalBytes: 1e9, clientBytes: 1e9, ageMs: 60 * MINUTE })
  await sample('a', 300)
  expect(Math.min(...(await store.heads()).map(({ end }) => end))).toBeGreaterThanOrEqual(230 * MINUTE)
})

test('a browser without more room: the oldest goes, and nothing new is lost', async () => {
  const { store, keeper, sample } = world()
  await sample('a', 120)
  store.room = bytesOf(await store.heads()) + 100
  await sample('b', 60, 120 * MINUTE)
  expect(keeper.trouble()).toBeNull()
  const heads = await store.heads()
  expect(heads.filter(({ client }) => client === 'b').reduce((sum, { samples }) => sum + samples, 0)).toBe(60)
  expect(heads.filter(({ client }) => client === 'a').reduce((sum, { samples }) => sum + samples, 0)).toBeLessThan(120)
})

test('samples that could not be kept are counted, until one can', async () => {
  const { store, keeper, sample } = world()
  store.room = 0
  await sample('a', 3)
  expect(keeper.trouble()).toEqual({ kind: 'full', since: 0, lost: 3 })
  store.room = Infinity
  await sample('a', 1, 3 * MINUTE)
  expect(keeper.trouble()).toBeNull()
  expect((await store.heads()).reduce((sum, { samples }) => sum + samples, 0)).toBe(1)
})

test('a private window keeps nothing, and it is said', async () => {
  const { store, keeper, sample } = world()
  store.put = () => Promise.reject(new Error('no database here'))
  await sample('a', 2)
  expect(keeper.trouble()).toEqual({ kind: 'refused', since: 0, lost: 2 })
})
