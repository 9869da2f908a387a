import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { type InstanceWire, InstanceSchema, instanceCondition } from './instance.ts'

const started = Date.UTC(2026, 3, 27, 1, 20, 0)
const wire = {
  id: 'a-1',
  model_id: 'qwen3-8b',
  alias: 'a',
  state: 'unhealthy',
  created_at: '2026-04-27T09:19:57+08:00',
  started_at: '2026-04-27T09:20:00+08:00',
} satisfies InstanceWire

function condition(
  over: Partial<InstanceWire>,
  seen: { afterMs?: number; seenReady?: boolean; stoppedHere?: boolean } = {},
) {
  const { afterMs = 192_000, seenReady = false, stoppedHere = false } = seen
  return instanceCondition(v.parse(InstanceSchema, { ...wire, ...over }), {
    now: started + afterMs,
    seenReady,
    stoppedHere,
  })
}

describe('a silent endpoint', () => {
  test('is a model that loads, for fifteen minutes from its start', () => {
    expect(condition({})).toEqual({ kind: 'loading', sinceMs: 192_000 })
    expect(condition({}, { afterMs: 15 * 60_000 - 1 }).kind).toBe('loading')
    expect(condition({}, { afterMs: 15 * 60_000 }).kind).toBe('not-answering')
  })

  test('is one that stopped answering, once it has been ready', () => {
    expect(condition({}, { seenReady: true })).toEqual({ kind: 'not-answering' })
  })

  test('loads since now on a server whose clock is ahead', () => {
    expect(condition({}, { afterMs: -60_000 })).toEqual({ kind: 'loading', sinceMs: 0 })
  })

  test('counts from its creation where it has no start', () => {
    expect(condition({ started_at: '0001-01-01T00:00:00Z' })).toEqual({ kind: 'loading', sinceMs: 195_000 })
    expect(condition({ started_at: null, created_at: '' }).kind).toBe('not-answering')
  })
})

const exited = (code: number) => ({ state: 'error', error: `Container exited unexpectedly with code ${code}` })

describe('an exit', () => {
  test.each([0, 137, 143])('with %i after a stop asked for here is a stop', (code) => {
    expect(condition(exited(code), { stoppedHere: true })).toEqual({ kind: 'stopped' })
    expect(condition(exited(code))).toEqual({ kind: 'exited', code })
  })

  test('with 1 is a crash, whoever asked for a stop', () => {
    expect(condition(exited(1), { stoppedHere: true })).toEqual({ kind: 'exited', code: 1 })
  })

  test('without a code is an error', () => {
    expect(condition({ state: 'error', error: 'image not found' })).toEqual({ kind: 'error' })
  })
})

test.each([
  ['ready', 'ready'],
  ['creating', 'starting'],
  ['created', 'starting'],
  ['starting', 'starting'],
  ['running', 'loading'],
  ['stopping', 'stopping'],
  ['stopped', 'stopped'],
  ['unknown', 'unknown'],
  ['levitating', 'unknown'],
])('%s reads as %s', (state, kind) => {
  expect(condition({ state }).kind).toBe(kind)
})

test('no port, no alias and odd settings', () => {
  expect(v.parse(InstanceSchema, { ...wire, port: 0, alias: '', config: { a: 1, b: 'x', c: null } })).toMatchObject({
    port: null,
    alias: 'a-1',
    config: { a: '1', b: 'x', c: 'null' },
  })
})
