import { describe, expect, test } from 'vitest'
import { clientWith } from './client.fixture.ts'
import { findings } from './findings.ts'

const MINUTE = 60_000
const now = 1_000 * MINUTE

function lastHeard(minutesAgo: number, id: string) {
  return clientWith({ id, lastOnline: now - minutesAgo * MINUTE })
}

function kinds(...clients: ReturnType<typeof clientWith>[]) {
  return findings(clients, [], now).map((finding) => finding.kind)
}

describe('silence', () => {
  test('five minutes without a heartbeat is silence, a late heartbeat is not', () => {
    expect(kinds(lastHeard(5, 'a'))).toEqual([])
    expect(kinds(lastHeard(5.1, 'a'))).toEqual(['silent'])
  })

  test('a client that was taken off line, is in maintenance, or never reported is silent by intent', () => {
    const old = lastHeard(60, 'a')
    expect(
      kinds({ ...old, status: 'offline' }, { ...old, status: 'maintenance' }, { ...old, reported: false }),
    ).toEqual([])
  })

  test('five that fall silent within one interval are one failure, of the pipeline', () => {
    const broken = [20, 20.3, 20.9, 21.4, 21.9].map((ago, index) => lastHeard(ago, `p${index}`))
    const found = findings([lastHeard(23.5, 'before'), ...broken, lastHeard(8, 'after')], [], now)
    expect(found.map((finding) => finding.kind)).toEqual(['pipeline', 'silent', 'silent'])
    expect(found[0]).toEqual({ kind: 'pipeline', count: 5, since: now - 20 * MINUTE })
  })

  test('four that do are four machines', () => {
    expect(kinds(...[20, 20.3, 20.9, 21.4].map((ago, index) => lastHeard(ago, `p${index}`)))).toHaveLength(4)
  })
})

test('status error, a full disk, and maintenance that was overwritten need a person', () => {
  const sick = clientWith({ id: 'a', status: 'error', storage: 95, lastOnline: now })
  const fine = clientWith({ id: 'b', storage: 94, lastOnline: now })
  const write = { clientId: 'b', fields: { status: 'maintenance' }, at: 0, confirmed: true, overwrittenBy: 'online' }
  expect(findings([sick, fine], [write], now).map((finding) => finding.kind)).toEqual(['error', 'disk', 'overwritten'])
})
