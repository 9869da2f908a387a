import { expect, test } from 'vitest'
import type { ShownPull } from '../../pulls/pullList.ts'
import { pullKey } from '../../pulls/pullState.ts'
import { buildMatrix } from './matrixModel.ts'
import { sameProgress } from './sameProgress.ts'

const at = { kind: 'xw', id: 'one', label: 'one', baseUrl: 'http://one.test' } as const
const matrix = buildMatrix([
  {
    at,
    catalogue: undefined,
    disk: [{ id: 'there', source: null, tag: null, sizeBytes: 1, defaultEngine: null, modifiedAt: null }],
    isFailing: false,
  },
])

function pull(model: string, phase: ShownPull['phase']): ShownPull {
  const nothing = { percent: null, doneBytes: null, totalBytes: null, highest: 0, speed: null, etaMs: null }
  return { key: pullKey({ server: 'one', model }), server: 'one', model, phase, since: 0, tab: null, ...nothing }
}

test('how far a run is, by its pulls and by what the server has', () => {
  const models = ['a', 'b', 'c', 'd', 'e', 'there', 'lost']
  const run = { id: 'x', startedAt: 0, targets: models.map((model) => ({ server: 'one', model })) }
  const pulls = [
    pull('a', 'finished'),
    pull('b', 'queued'),
    pull('c', 'verifying'),
    pull('d', 'failed'),
    pull('e', 'cancelled'),
    pull('of nobody', 'queued'),
  ]
  const { done, running, waiting, failed, stopped } = sameProgress(run, pulls, matrix)
  expect(done).toBe(2)
  expect(waiting.map(({ model }) => model)).toEqual(['b'])
  expect(running.map(({ model }) => model)).toEqual(['c'])
  expect(failed.map(({ model }) => model)).toEqual(['d'])
  // Cancelled, and one of a page that is gone.
  expect(stopped).toBe(2)
})
