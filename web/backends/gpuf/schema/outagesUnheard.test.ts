import { expect, test } from 'vitest'
import { clientWith } from './client.fixture.ts'
import { tableOf } from './clientColumns.ts'
import { outagesUnheard } from './outagesUnheard.ts'

const HOUR = 3_600_000
const range = { from: 10 * HOUR, to: 20 * HOUR }
const id = (n: number) => n.toString(16).padStart(32, '0')
const client = (n: number, lastOnline: number | null) => clientWith({ id: id(n), lastOnline, reported: true })

test('a client in no heartbeat of the range is silent since the register heard of it', () => {
  const table = tableOf([client(1, 3 * HOUR), client(2, 19 * HOUR)])
  expect(outagesUnheard(table, [{ id: id(2), name: null, heartbeats: 5 }], range)).toEqual([
    { from: 3 * HOUR, to: null, clients: [id(1)], kind: 'client' },
  ])
})

test('one that never reported is not missed', () => {
  const never = clientWith({ id: id(1), lastOnline: null, reported: false })
  expect(outagesUnheard(tableOf([never]), [], range)).toEqual([])
})

test('many that fell silent in the same minute are one, long before the range too', () => {
  const together = Array.from({ length: 6 }, (_, n) => client(n + 1, 3 * HOUR + n * 10_000))
  expect(outagesUnheard(tableOf([...together, client(9, 5 * HOUR)]), [], range)).toMatchObject([
    { from: 3 * HOUR + 50_000, to: null, kind: 'pipeline', clients: together.map((one) => one.id) },
    { from: 5 * HOUR, clients: [id(9)], kind: 'client' },
  ])
})

test('an edit moves the register’s time: such clients are silent since the range began, each on its own', () => {
  const edited = Array.from({ length: 6 }, (_, n) => client(n + 1, 15 * HOUR))
  const found = outagesUnheard(tableOf(edited), [], range)
  expect(found).toHaveLength(6)
  for (const one of found) expect(one).toMatchObject({ from: range.from, to: null, kind: 'client' })
})
