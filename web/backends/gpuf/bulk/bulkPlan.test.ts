import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { clientWith } from '../schema/client.fixture.ts'
import { planEdits, previewLines } from './bulkPlan.ts'

const a = clientWith({ id: 'a', name: 'sh-01', status: 'online', os: 'Linux' })
const b = clientWith({ id: 'b', name: 'sh-02', status: 'maintenance', os: null })

test('only what changes is planned; who is like this already is counted', () => {
  const plan = planEdits([a, b], { status: 'maintenance' })
  expect(plan).toEqual({
    edits: [{ clientId: 'a', name: 'sh-01', from: { status: 'online' }, to: { status: 'maintenance' } }],
    unchanged: 1,
    impossible: [],
  })
})

test.each([
  [{ how: 'prefix', text: 'x-' }, 'x-sh-01'],
  [{ how: 'suffix', text: ' (old)' }, 'sh-01 (old)'],
  [{ how: 'replace', find: 'sh', by: 'bj' }, 'bj-01'],
  [{ how: 'replace', find: '0', by: '$&' }, 'sh-$&1'],
] as const)('names by pattern: %j gives %s', (name, expected) => {
  expect(planEdits([a], { name }).edits[0]?.to).toEqual({ name: expected })
})

test('a pattern that leaves no name, or too long a one, is skipped and told', () => {
  const plan = planEdits([a, b], { name: { how: 'replace', find: 'sh-01', by: '' } })
  expect(plan).toMatchObject({ edits: [], unchanged: 1, impossible: [{ clientId: 'a', fault: 'empty' }] })
  const long = planEdits([a], { name: { how: 'suffix', text: 'x'.repeat(251) } })
  expect(long.impossible).toMatchObject([{ fault: 'too-long' }])
})

test('an OS can be taken away, and is compared as the list has it', () => {
  expect(planEdits([a, b], { os: '' })).toMatchObject({
    edits: [{ from: { os: 'Linux' }, to: { os: '' } }],
    unchanged: 1,
  })
})

test('the preview has a line for each field of each client', () => {
  const { edits } = planEdits([a, b], { status: 'error', os: 'Linux' })
  expect(previewLines(edits).map(({ clientId, field, from, to }) => [clientId, field, from, to])).toEqual([
    ['a', 'status', 'online', 'error'],
    ['b', 'status', 'maintenance', 'error'],
    ['b', 'os', '', 'Linux'],
  ])
})

test('every client is in exactly one of the three, and what is planned always differs', () => {
  const client = fc.record({ id: fc.uuid(), name: fc.string(), status: fc.string(), os: fc.option(fc.string()) })
  const name = fc.oneof(
    fc.record({ how: fc.constantFrom('prefix', 'suffix'), text: fc.string() }),
    fc.record({ how: fc.constant('replace'), find: fc.string(), by: fc.string() }),
  )
  fc.assert(
    fc.property(fc.array(client), name, (clients, change) => {
      const plan = planEdits(
        clients.map((one) => clientWith(one)),
        { name: change },
      )
      expect(plan.edits.length + plan.unchanged + plan.impossible.length).toBe(clients.length)
      for (const { from, to } of plan.edits) expect(to).not.toEqual(from)
    }),
  )
})
