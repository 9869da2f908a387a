import { expect, test } from 'vitest'
import { joinPulls, overallPercent } from './pullList.ts'
import type { ShownPull } from './pullList.ts'
import { newPull } from './pullState.ts'
import type { RemotePull } from './pullTabs.ts'

const remote: RemotePull = {
  key: 'npu-01/a',
  server: 'npu-01',
  model: 'a',
  phase: 'downloading',
  since: 5,
  percent: 40,
  doneBytes: 40,
  totalBytes: 100,
  highest: 40,
  speed: null,
  etaMs: null,
  tab: 'two',
}

test('a pull that ended here and goes on in another tab is shown once, as going on', () => {
  const own = { ...newPull({ server: 'npu-01', model: 'a' }, 1), phase: { kind: 'cancelled', at: 2 } } as const
  expect(joinPulls({ own: [own], others: [remote] })).toMatchObject([{ key: 'npu-01/a', tab: 'two' }])
  const active = newPull({ server: 'npu-01', model: 'a' }, 1)
  expect(joinPulls({ own: [active], others: [{ ...remote, phase: 'finished' }] })).toMatchObject([{ tab: null }])
})

function pull(doneBytes: number | null, totalBytes: number | null): ShownPull {
  return { ...remote, doneBytes, totalBytes }
}

test('the overall progress weighs by bytes, and does not leap when another pull begins', () => {
  expect(overallPercent([])).toBeNull()
  expect(overallPercent([pull(null, null)])).toBeNull()
  expect(overallPercent([pull(10, 100), pull(90, 900)])).toBeCloseTo(10)
  expect(overallPercent([pull(50, 100), pull(null, null)])).toBeCloseTo(25)
  expect(overallPercent([pull(500, 100)])).toBe(100)
})
