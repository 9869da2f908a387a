import { describe, expect, test } from 'vitest'
import { T0, target, dropped, live, opening, event, progress, lockError } from './pullLife.testing.ts'
import { PATIENT_PAUSE_MS, RETRY_PAUSES_MS } from './pullMachine.ts'
import { isActive, isOver, newPull } from './pullState.ts'
import type { PullState } from './pullState.ts'

describe('locks', () => {
  test('after our own connection dropped, its lock is waited out', () => {
    let state = live([
      [0, opening],
      [1, progress(40)],
      [5, { kind: 'broken', problem: dropped }],
      [7, opening],
      [8, lockError('2026-04-27T10:00:00Z')],
    ])
    expect(state.phase).toMatchObject({ kind: 'waiting-for-lock', attempt: 1, limit: 6, nextAt: T0 + 10_000 })
    state = live(
      [
        [10, opening],
        [11, lockError('2026-04-27T10:00:00Z')],
      ],
      state,
    )
    expect(state.phase).toMatchObject({ kind: 'waiting-for-lock', attempt: 2, nextAt: T0 + 15_000 })
    state = live(
      [
        [15, opening],
        [16, progress(41)],
      ],
      state,
    )
    expect(state.phase.kind).toBe('downloading')
    expect(state.lockWaits).toBe(0)
  })

  test('after a reload the lock may be ours as well', () => {
    const resumed = newPull(target, T0, { highest: 60, since: T0 - 60_000 })
    expect(resumed.highest).toBe(60)
    expect(
      live(
        [
          [0, opening],
          [1, lockError('2026-04-27T09:59:50Z')],
        ],
        resumed,
      ).phase.kind,
    ).toBe('waiting-for-lock')
  })

  test('a lock as old as the first attempt may be ours, however late the resume', () => {
    const hour = 3_600_000
    const lock = lockError(new Date(T0 - 2 * hour).toISOString())
    const meet = (since: number) =>
      live(
        [
          [0, opening],
          [1, lock],
        ],
        newPull(target, T0, { highest: 60, since }),
      ).phase.kind
    expect(meet(T0 - 2 * hour)).toBe('waiting-for-lock')
    expect(meet(T0 - hour)).toBe('held-elsewhere')
  })

  test('one that never goes away is held by someone else', () => {
    let state = newPull(target, T0, { highest: 1, since: T0 })
    for (let n = 0; n <= RETRY_PAUSES_MS.length; n += 1)
      state = live(
        [
          [n, opening],
          [n, lockError(null)],
        ],
        state,
      )
    expect(state.phase.kind).toBe('held-elsewhere')
  })

  test("someone else's pull is shown with its process, and the operator decides", () => {
    const held = live([
      [0, opening],
      [1, lockError('2026-04-27T09:30:00Z')],
    ])
    expect(held.phase).toMatchObject({ kind: 'held-elsewhere', lock: { pid: 4242 } })
    expect(isActive(held.phase)).toBe(false)
    expect(isOver(held.phase)).toBe(false)
    const waiting = live([[5, { kind: 'keep-waiting' }]], held)
    expect(waiting.phase).toMatchObject({
      kind: 'waiting-for-lock',
      limit: null,
      nextAt: T0 + 5_000 + PATIENT_PAUSE_MS,
    })
    // For as long as it takes.
    const still = Array.from({ length: 20 }).reduce<PullState>(
      (state, _, n) =>
        live(
          [
            [40 + n * 30, opening],
            [41 + n * 30, lockError('2026-04-27T09:30:00Z')],
          ],
          state,
        ),
      waiting,
    )
    expect(still.phase.kind).toBe('waiting-for-lock')
    expect(
      live(
        [
          [900, opening],
          [901, event({ kind: 'complete', path: null, message: '' })],
        ],
        still,
      ).phase.kind,
    ).toBe('finished')
  })

  test('a lock from long before we began is not the one that our dropped connection left', () => {
    const state = live([
      [0, opening],
      [5, { kind: 'broken', problem: dropped }],
      [7, opening],
      [8, lockError('2026-04-27T09:30:00Z')],
    ])
    expect(state.phase.kind).toBe('held-elsewhere')
  })

  test("a lock older than the server's start is stale", () => {
    const held = live([
      [0, opening],
      [1, lockError('2026-04-27T09:30:00Z')],
    ])
    const startedAt = Date.parse('2026-04-27T09:45:00Z')
    const state = live([[2, { kind: 'server-started', at: startedAt }]], held)
    expect(state.phase).toMatchObject({
      kind: 'stale-lock',
      startedAt,
      lock: { path: '/root/.xw/models/qwen3-8b/.download.lock' },
    })
    expect(isOver(state.phase)).toBe(true)
  })

  test('a younger lock, or one without a time, is not called stale', () => {
    const startedAt = Date.parse('2026-04-27T09:00:00Z')
    for (const time of ['2026-04-27T09:30:00Z', null]) {
      const held = live([
        [0, opening],
        [1, lockError(time)],
        [2, { kind: 'server-started', at: startedAt }],
      ])
      expect(held.phase.kind).toBe('held-elsewhere')
    }
  })
})
