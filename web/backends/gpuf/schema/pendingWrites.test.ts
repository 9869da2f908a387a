import { describe, expect, test } from 'vitest'
import { clientWith } from './client.fixture.ts'
import { applyPending, settleWrites, withWrite, withWrites, type PendingWrite } from './pendingWrites.ts'

const a = clientWith({ id: 'a', name: 'old', status: 'online' })
const b = clientWith({ id: 'b' })

const write: PendingWrite = {
  clientId: 'a',
  fields: { status: 'maintenance' },
  at: 1_000,
  confirmed: false,
  overwrittenBy: null,
}

describe('a value that was written', () => {
  test('is shown, marked as pending, while the server still answers the old one', () => {
    const [shown, other] = applyPending([a, b], [write], 30_999)
    expect(shown).toMatchObject({ status: 'maintenance', mark: { kind: 'pending' } })
    expect(other).toBe(b)
  })

  test('is given up after 30 s: the server’s value is back, and said to be unconfirmed', () => {
    const [shown] = applyPending([a], [write], 31_000)
    expect(shown).toMatchObject({ status: 'online', mark: { kind: 'unconfirmed', fields: { status: 'maintenance' } } })
  })

  test('is confirmed by a read that shows it, also a late one', () => {
    const renamed: PendingWrite = { ...write, fields: { name: 'new' } }
    expect(settleWrites([renamed], [a])).toEqual([renamed])
    expect(settleWrites([renamed], [{ ...a, name: 'new' }])).toEqual([])
  })

  test('maintenance that a heartbeat overwrote is said so, until it is set again', () => {
    const confirmed = settleWrites([write], [{ ...a, status: 'maintenance' }])
    expect(applyPending([{ ...a, status: 'maintenance' }], confirmed, 40_000)[0]?.mark).toBeUndefined()
    const overwritten = settleWrites(confirmed, [a])
    expect(applyPending([a], overwritten, 40_000)[0]).toMatchObject({
      status: 'online',
      mark: { kind: 'overwritten', by: 'online' },
    })
    const again = withWrite(overwritten, { ...write, at: 50_000 })
    expect(applyPending([a], again, 50_001)[0]?.mark?.kind).toBe('pending')
  })

  test('two edits of one client are both pending', () => {
    const [both, ...none] = withWrite([write], { ...write, fields: { name: 'new' }, at: 2_000 })
    expect(both?.fields).toEqual({ status: 'maintenance', name: 'new' })
    expect(none).toEqual([])
  })
})

test('without writes the list is the very same, so that nothing is drawn again', () => {
  const clients = [a, b]
  expect(applyPending(clients, [], 0)).toBe(clients)
  const writes = [write]
  expect(settleWrites(writes, clients)).toBe(writes)
})

const many = (at: number) => Array.from({ length: 5_000 }, (_, n) => ({ ...write, clientId: String(n), at }))

describe('several at once, and others', () => {
  const former = { name: ['old'], status: ['online'] } as const

  test('the second write to a field counts: a read that shows the first is no news', () => {
    const first: PendingWrite = { ...write, fields: { name: 'one' }, former: { name: ['old'] } }
    const writes = withWrite([first], { ...first, fields: { name: 'two' }, former: { name: ['one'] }, at: 2_000 })
    expect(writes).toMatchObject([{ fields: { name: 'two' } }])
    for (const name of ['old', 'one']) expect(settleWrites(writes, [{ ...a, name }])).toBe(writes)
    expect(settleWrites(writes, [{ ...a, name: 'two' }])).toEqual([])
  })

  test('fields are confirmed one by one', () => {
    const both: PendingWrite = { ...write, fields: { name: 'new', os: 'Plan 9' }, former: { name: ['old'] } }
    expect(settleWrites([both], [{ ...a, name: 'new' }])).toMatchObject([{ fields: { os: 'Plan 9' } }])
  })

  test('a value that is neither the old one nor ours is somebody else’s, and said to be', () => {
    const renamed: PendingWrite = { ...write, fields: { name: 'ours' }, former }
    const read = { ...a, name: 'theirs' }
    const overtaken = settleWrites([renamed], [read])
    expect(applyPending([read], overtaken, 2_000)[0]).toMatchObject({
      name: 'theirs',
      mark: { kind: 'overtaken', fields: { name: 'ours' }, by: { name: 'theirs' } },
    })
    expect(settleWrites(overtaken, [read])).toBe(overtaken)
    expect(applyPending([read], overtaken, 400_000)[0]?.mark).toBeUndefined()
  })

  test('what looked like another’s and was only an older cache is confirmed after all', () => {
    const renamed: PendingWrite = { ...write, fields: { name: 'ours' }, former }
    const overtaken = settleWrites([renamed], [{ ...a, name: 'older still' }])
    expect(settleWrites(overtaken, [{ ...a, name: 'ours' }])).toEqual([])
  })

  test('a status that went online is a heartbeat’s work, and nobody’s write', () => {
    const off: PendingWrite = { ...write, fields: { status: 'offline' }, former: { status: ['error'] } }
    expect(settleWrites([off], [a])).toEqual([off])
  })

  test('maintenance beside a name is tracked until both are there', () => {
    const both: PendingWrite = { ...write, fields: { name: 'new', status: 'maintenance' }, former }
    const half = settleWrites([both], [{ ...a, status: 'maintenance' }])
    const whole = settleWrites(half, [{ ...a, name: 'new', status: 'maintenance' }])
    expect(whole).toMatchObject([{ confirmed: true, fields: { status: 'maintenance' } }])
    expect(settleWrites(whole, [a])).toMatchObject([{ overwrittenBy: 'online' }])
  })

  test('five thousand writes join five thousand others', () => {
    const joined = withWrites(many(0), many(1))
    expect(joined).toHaveLength(5_000)
    expect(joined.every(({ at }) => at === 1)).toBe(true)
  })
})
