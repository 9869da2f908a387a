import { expect, test } from 'vitest'
import type { Endpoint } from '@/net/endpoint.ts'
import { keptRows } from './keptRows.ts'

const fleet: Endpoint = { kind: 'gpuf', id: 'fleet', label: 'The fleet', baseUrl: '' }

function head(server: string, client: string, end: number) {
  return { server, client, start: end - 10, end, samples: 2, bytes: 100 }
}

test('clients that are sampled come first, then those sampled last, each with all that is kept of it', () => {
  const rows = keptRows(
    [head('fleet', 'b', 50), head('fleet', 'b', 90), head('fleet', 'c', 200), head('gone', 'd', 10)],
    { fleet: [{ id: 'a', since: 0 }] },
    [fleet],
  )
  expect(rows).toEqual([
    { server: { id: 'fleet', label: 'The fleet' }, id: 'a', isOn: true, samples: 0, bytes: 0, lastAt: null },
    { server: { id: 'fleet', label: 'The fleet' }, id: 'c', isOn: false, samples: 2, bytes: 100, lastAt: 200 },
    { server: { id: 'fleet', label: 'The fleet' }, id: 'b', isOn: false, samples: 4, bytes: 200, lastAt: 90 },
    { server: { id: 'gone', label: 'gone' }, id: 'd', isOn: false, samples: 2, bytes: 100, lastAt: 10 },
  ])
})
