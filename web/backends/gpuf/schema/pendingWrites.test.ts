import { describe, expect, test } from 'vitest'
import { clientWith } from './client.fixture.ts'
import { applyPending, settleWrites, withWrite, type PendingWrite } from './pendingWrites.ts'

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
