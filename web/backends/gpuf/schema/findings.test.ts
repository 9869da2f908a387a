import { describe, expect, test } from 'vitest'
import { clientWith } from './client.fixture.ts'
import { tableOf } from './clientColumns.ts'
import type { Client } from './client.ts'
import { findings } from './findings.ts'
import { overwrittenFindings } from './overwrittenFindings.ts'

const MINUTE = 60_000
const now = 1_000 * MINUTE

function lastHeard(minutesAgo: number, id: string) {
  return clientWith({ id, lastOnline: now - minutesAgo * MINUTE })
}

function kinds(...clients: ReturnType<typeof clientWith>[]) {
  return found(clients).map((finding) => finding.kind)
}

function found(clients: readonly Client[]) {
  return findings(tableOf(clients), now, 20).first
}

describe('silence', () => {
  test('five minutes without a heartbeat is silence, a late heartbeat is not', () => {
    expect(kinds(lastHeard(5, 'a'))).toEqual([])
    expect(kinds(lastHeard(5.1, 'a'))).toEqual(['silent'])
  })

  test('a client that was taken off line, is in maintenance, or never reported is silent by intent', () => {
    const old = lastHeard(60, 'a')
    expect(
      kinds(
        { ...old, id: 'b', status: 'offline' },
        { ...old, id: 'c', status: 'maintenance' },
        { ...old, id: 'd', reported: false },
      ),
    ).toEqual([])
  })

  test('five that fall silent within one interval are one failure, of the pipeline', () => {
    const broken = [20, 20.3, 20.9, 21.4, 21.9].map((ago, index) => lastHeard(ago, `p${index}`))
    const all = found([lastHeard(23.5, 'before'), ...broken, lastHeard(8, 'after')])
    expect(all.map((finding) => finding.kind)).toEqual(['pipeline', 'silent', 'silent'])
    expect(all[0]).toEqual({ kind: 'pipeline', count: 5, since: now - 20 * MINUTE })
  })

  test('four that do are four machines', () => {
    expect(kinds(...[20, 20.3, 20.9, 21.4].map((ago, index) => lastHeard(ago, `p${index}`)))).toHaveLength(4)
  })
})

test('status error, a full disk, and maintenance that was overwritten need a person', () => {
  const sick = clientWith({ id: 'a', status: 'error', storage: 95, lastOnline: now })
  const fine = clientWith({ id: 'b', storage: 94, lastOnline: now })
  const write = { clientId: 'b', fields: { status: 'maintenance' }, at: 0, confirmed: true, overwrittenBy: 'online' }
  const table = tableOf([sick, fine])
  expect(findings(table, now, 20).first.map((finding) => finding.kind)).toEqual(['error', 'disk'])
  expect(overwrittenFindings(table, [write])).toEqual([{ kind: 'overwritten', client: fine, by: 'online' }])
})

test('of very many only the first are told one by one, and all are counted', () => {
  const sick = Array.from({ length: 30 }, (_, index) =>
    clientWith({ id: `s${index}`, status: 'error', lastOnline: now }),
  )
  expect(findings(tableOf(sick), now, 20)).toMatchObject({ count: 30, first: { length: 20 } })
})
