// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest'
import { followOtherTabs, startSampling, stopSampling, useSamplingPlan } from './samplingPlan.ts'
import { SAMPLING_PLAN_NAME } from './samplingWanted.ts'

const at = { id: 'fleet' }
const ids = ['a', 'b'].map((digit) => digit.repeat(32))
const onNow = () => (useSamplingPlan.getState().servers['fleet'] ?? []).map(({ id }) => id)

beforeEach(() => {
  localStorage.clear()
  useSamplingPlan.setState({ servers: {} })
})

test('clients are turned on once each, and off again', () => {
  startSampling(at, ids)
  startSampling(at, [ids[0] ?? '', ids[0] ?? ''])
  expect(onNow()).toEqual(ids)
  stopSampling(at, [ids[0] ?? ''])
  expect(onNow()).toEqual([ids[1]])
  stopSampling(at, ids)
  expect(useSamplingPlan.getState().servers).toEqual({})
})

test('what is on survives a reload, and what is no plan is none', async () => {
  startSampling(at, ids)
  const stored = localStorage.getItem(SAMPLING_PLAN_NAME) ?? ''
  useSamplingPlan.setState({ servers: {} })
  localStorage.setItem(SAMPLING_PLAN_NAME, stored)
  await useSamplingPlan.persist.rehydrate()
  expect(onNow()).toEqual(ids)
  localStorage.setItem(SAMPLING_PLAN_NAME, '{"state":{"servers":{"fleet":[{"id":"<b>"}]}},"version":0}')
  await useSamplingPlan.persist.rehydrate()
  expect(onNow()).toEqual(ids)
})

test('another tab’s choice is followed', () => {
  const stop = followOtherTabs()
  localStorage.setItem(
    SAMPLING_PLAN_NAME,
    JSON.stringify({ state: { servers: { fleet: [{ id: ids[1], since: 5 }] } }, version: 0 }),
  )
  window.dispatchEvent(new StorageEvent('storage', { key: SAMPLING_PLAN_NAME }))
  expect(onNow()).toEqual([ids[1]])
  stop()
})
