import { describe, expect, test } from 'vitest'
import { readPullEvent, readPullProgress } from './pull.ts'

const gib = 2 ** 30

describe('progress lines', () => {
  test('the form in the field: a bar of blocks, figures in GiB, speed and time left unread', () => {
    expect(readPullProgress(' 15% |█████░░░░░░░░░░░░░░░| 2.4/16.4 GB  85.3 MB/s  2m48s')).toEqual({
      percent: 15,
      doneBytes: Math.round(2.4 * gib),
      totalBytes: Math.round(16.4 * gib),
    })
    expect(readPullProgress(`  0% |${'░'.repeat(80)}| 0.0/16.4 GB`)?.percent).toBe(0)
    expect(readPullProgress('100% |████████████████████| 16.4/16.4 GB  88.0 MB/s')?.percent).toBe(100)
  })

  test('the documented form', () => {
    expect(readPullProgress('Downloading [model.safetensors]: 15% | 1.5GB/10GB')).toEqual({
      percent: 15,
      doneBytes: 1.5 * gib,
      totalBytes: 10 * gib,
    })
    expect(readPullProgress('Downloading [50% | a.bin]: 7.5% | 512MB/1.5TB')?.percent).toBe(7.5)
  })

  test('figures out of range are kept', () => {
    expect(readPullProgress('250% |██| 9.0/3.0 GB')).toEqual({ percent: 250, doneBytes: 9 * gib, totalBytes: 3 * gib })
  })

  test.each([
    'model-00001-of-00005.safetensors',
    'model-00001-of-00005.safete\nnsors',
    '15%',
    '| 1.5GB/10GB',
    '',
    'NaN% |██| NaN/NaN GB',
    '1'.repeat(10_000),
    '░'.repeat(10_000),
  ])('%.40s is a text, not figures', (message) => {
    expect(readPullEvent(JSON.stringify({ type: 'progress', message }))).toEqual({
      kind: 'progress',
      message,
      progress: null,
    })
  })
})

describe('frames', () => {
  test('unknown fields are nothing, missing messages are empty', () => {
    expect(readPullEvent('{"type":"end","x":1}')).toEqual({ kind: 'end' })
    expect(readPullEvent('{"type":"status"}')).toEqual({ kind: 'status', message: '' })
    expect(readPullEvent('{"type":"complete"}')).toEqual({ kind: 'complete', path: null, message: '' })
    expect(readPullEvent('{"type":"heartbeat","message":7}')).toEqual({ kind: 'heartbeat' })
  })

  test('a completion that is no success is an error', () => {
    expect(readPullEvent('{"type":"complete","status":"failed","message":"disk full"}')).toEqual({
      kind: 'error',
      message: 'disk full',
      lock: null,
    })
  })

  test.each([
    '',
    'null',
    '7',
    '[]',
    '{"type":"progress","mess',
    '{"type":"pro{"type":"error","message":"x"}gress"}',
    '{"type":"confetti","message":"x"}',
    '{"type":9}',
  ])('%s is kept for the raw log and skipped', (data) => {
    expect(readPullEvent(data)).toEqual({ kind: 'unreadable', data })
  })
})

describe('errors that are no JSON', () => {
  test.each([
    ['{"type":"error","message":"open "/a b": no space"}', 'open "/a b": no space'],
    ['{"type":"error","message":"cut by a line break in the te', 'cut by a line break in the te'],
    ['{ "type": "error", "message": "C:\\q "x"" }', 'C:\\q "x"'],
    ['{"message":"Get "u": refused","type":"error"}', 'Get "u": refused'],
    ['{"type":"error","message":"<b>"</b>"}', '<b>"</b>'],
  ])('%s', (data, message) => {
    expect(readPullEvent(data)).toEqual({ kind: 'error', message, lock: null })
  })

  test('a lock in one is found too', () => {
    const event = readPullEvent(
      '{"type":"error","message":"open "x": already in progress (lock: pid=1,time=bad). If this is stale, remove the lock file manually: /m/ä b/.lock"}',
    )
    expect(event).toMatchObject({ kind: 'error', lock: { pid: 1, time: null, path: '/m/ä b/.lock' } })
  })
})
