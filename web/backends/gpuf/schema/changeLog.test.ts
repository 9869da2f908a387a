import { describe, expect, test } from 'vitest'
import { CHANGE_FIELDS, clientChanges, isKnown, withOwn, type Change } from './changeLog.ts'
import { clientWith } from './client.fixture.ts'

const minute = 60_000
const looks = { before: { at: 0, serverNow: 0 }, after: { at: minute, serverNow: minute } }
const client = clientWith()

function change(given: Partial<Change> = {}): Change {
  return {
    clientId: client.id,
    clientName: client.name,
    field: 'status',
    from: 'online',
    to: 'maintenance',
    after: 0,
    by: minute,
    own: false,
    ...given,
  }
}

describe('what has become of a client', () => {
  test('figures that moved are no change', () => {
    expect(
      clientChanges(client, { ...client, cpu: 99, health: 12, uptimeDays: 29, lastOnline: minute }, looks),
    ).toEqual([])
  })

  test('status, name, OS, device and loaded models are, with what they were and when', () => {
    const after = clientWith({
      status: 'error',
      name: 'rack-2',
      os: null,
      deviceName: 'MetaX C550',
      loadedModels: [{ id: 'qwen3-8b', ownedBy: null, createdAt: null }],
    })
    const found = clientChanges(client, after, looks)
    expect(found.map(({ field, from, to }) => [field, from, to])).toEqual([
      ['status', 'online', 'error'],
      ['name', 'rack-1', 'rack-2'],
      ['os', 'Linux', null],
      ['device', 'NVIDIA A100', 'MetaX C550'],
      ['models', null, 'qwen3-8b'],
    ])
    expect(found[0]).toMatchObject({ clientName: 'rack-2', after: 0, by: minute, own: false })
  })

  test('models in another order are the same', () => {
    const models = ['a', 'b'].map((id) => ({ id, ownedBy: null, createdAt: null }))
    expect(
      clientChanges(clientWith({ loadedModels: models }), clientWith({ loadedModels: models.toReversed() }), looks),
    ).toEqual([])
  })

  test('it fell silent, and was heard again', () => {
    const later = { before: looks.before, after: { at: 10 * minute, serverNow: 10 * minute } }
    expect(clientChanges(client, client, later)).toMatchObject([{ field: 'heard', from: 'heard', to: 'silent' }])
    const again = { before: later.after, after: { at: 11 * minute, serverNow: 11 * minute } }
    expect(clientChanges(client, clientWith({ lastOnline: 11 * minute }), again)).toMatchObject([
      { field: 'heard', from: 'silent', to: 'heard' },
    ])
  })

  test('by the server’s clock: a browser that is an hour ahead makes nobody silent', () => {
    const ahead = { before: { at: 60 * minute, serverNow: 0 }, after: { at: 61 * minute, serverNow: minute } }
    expect(clientChanges(client, client, ahead)).toEqual([])
  })

  test('it is listed no more, and again', () => {
    expect(clientChanges(client, null, looks)).toMatchObject([{ field: 'listed', from: 'yes', to: 'no' }])
    expect(clientChanges(null, client, looks)).toMatchObject([{ field: 'listed', from: 'no', to: 'yes' }])
    expect(clientChanges(null, null, looks)).toEqual([])
  })

  test('every field that is watched has its turn', () => {
    expect(new Set(CHANGE_FIELDS).size).toBe(7)
  })
})

describe('what this console wrote itself', () => {
  const write = { clientId: client.id, at: 30_000, fields: { status: 'maintenance' } }

  test('is marked, and what came of somebody else is not', () => {
    expect(withOwn([change()], [write])).toMatchObject([{ own: true }])
    expect(withOwn([change({ to: 'error' })], [write])).toMatchObject([{ own: false }])
    expect(withOwn([change({ clientId: 'f'.repeat(32) })], [write])).toMatchObject([{ own: false }])
  })

  test('is not marked an hour later, when somebody else does the same', () => {
    const hour = 60 * minute
    expect(withOwn([change({ after: hour, by: hour + minute })], [write])).toMatchObject([{ own: false }])
  })

  test('an edit does not make a silent client heard again', () => {
    const heard = change({ field: 'heard', from: 'silent', to: 'heard' })
    expect(withOwn([heard], [write])).toEqual([])
    expect(withOwn([heard], [])).toEqual([heard])
  })
})

test('the same change seen by two looks is one, the next of its kind is another', () => {
  expect(isKnown(change({ after: 20_000, by: 35_000 }), [change()])).toBe(true)
  expect(isKnown(change({ after: 2 * minute, by: 3 * minute }), [change()])).toBe(false)
  expect(isKnown(change({ from: 'error' }), [change()])).toBe(false)
})
