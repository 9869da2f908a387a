import { expect, test } from 'vitest'
import type { KeptHead } from './keptDatabase.ts'
import { keptServers } from './keptServers.ts'

function head(more: Partial<KeptHead>): KeptHead {
  return {
    scope: 'mine',
    server: 'a',
    hash: 'h',
    base: '/',
    label: 'npu-01',
    resource: 'models',
    updatedAt: 10,
    bytes: 100,
    tooBig: false,
    ...more,
  }
}

test('what is kept is told by server, what is too big apart, and nothing of another user', () => {
  const heads = [
    head({ hash: '1' }),
    head({ hash: '2', updatedAt: 30, bytes: 50 }),
    head({ hash: '3', resource: 'clients', server: 'f', label: 'fleet', bytes: 9_000, tooBig: true }),
    head({ scope: 'another user', bytes: 7 }),
  ]
  expect(keptServers(heads, 'mine')).toEqual([
    { server: 'f', label: 'fleet', answers: 0, bytes: 0, oldestAt: 10, newestAt: 10, tooBig: ['clients'] },
    { server: 'a', label: 'npu-01', answers: 2, bytes: 150, oldestAt: 10, newestAt: 30, tooBig: [] },
  ])
  expect(keptServers(heads, undefined)).toEqual([])
})
