import { describe, expect, test } from 'vitest'
import {
  T0,
  target,
  problem,
  dropped,
  live,
  opening,
  heartbeat,
  tick,
  event,
  progress,
  lockError,
} from './pullLife.testing.ts'
import { RETRY_PAUSES_MS, SPEEDS_KEPT, SPEED_EVERY_MS, isSilentForGood, reducePull } from './pullMachine.ts'
import { dueAt, newPull } from './pullState.ts'
import type { PullState } from './pullState.ts'

describe('a pull that goes well', () => {
  test('goes from the queue over starting and downloading to finished', () => {
    let state = newPull(target, T0)
    expect(state.phase).toEqual({ kind: 'queued', position: null })
    state = live([[0, { kind: 'queued', position: 2 }]], state)
    expect(state.phase).toEqual({ kind: 'queued', position: 2 })
    state = live(
      [
        [1, opening],
        [2, { kind: 'opened' }],
      ],
      state,
    )
    expect(state.phase.kind).toBe('starting')
    state = live([[3, progress(15)]], state)
    expect(state.phase.kind).toBe('downloading')
    expect(state.progress?.percent).toBe(15)
    state = live([[4, event({ kind: 'complete', path: '/models/x', message: 'done' })]], state)
    expect(state.phase).toEqual({ kind: 'finished', at: T0 + 4_000, path: '/models/x' })
    expect(state.progress?.percent).toBe(100)
  })

  test('what comes after its end changes nothing', () => {
    const finished = live([
      [0, opening],
      [1, event({ kind: 'complete', path: null, message: '' })],
    ])
    for (const late of [
      event({ kind: 'end' }),
      progress(3),
      { kind: 'cancelled' } as const,
      { kind: 'broken', problem: dropped } as const,
      tick,
    ]) {
      expect(reducePull(finished, late, T0 + 9_000)).toBe(finished)
    }
  })

  test('the percentage may drop: the current one and the highest are both kept', () => {
    const state = live([
      [0, opening],
      [1, progress(15)],
      [2, progress(12)],
    ])
    expect(state.progress?.percent).toBe(12)
    expect(state.highest).toBe(15)
  })

  test('a progress line in no known form is kept as words', () => {
    const state = live([
      [0, opening],
      [1, event({ kind: 'progress', message: 'model-00001.safetensors', progress: null })],
    ])
    expect(state.phase.kind).toBe('downloading')
    expect(state.words).toBe('model-00001.safetensors')
    expect(state.progress).toBeNull()
  })

  test('a frame that cannot be read is counted and skipped, until one can be', () => {
    const before = live([
      [0, opening],
      [1, progress(15)],
    ])
    const after = live([[2, event({ kind: 'unreadable', data: '{"type":"prog{"type"' })]], before)
    expect(after).toEqual({ ...before, unreadable: { count: 1, at: T0 + 2_000 } })
    expect(live([[3, heartbeat]], after).unreadable).toBeNull()
  })
})

describe('verifying and stalling', () => {
  test('where nothing can be read for 20 s it has stalled, but its stream, in which something comes, is not given up', () => {
    const garbled = event({ kind: 'unreadable', data: '{´type´:´heartbeat´}' })
    let state = live([
      [0, opening],
      [1, progress(15)],
      [6, garbled],
      [11, garbled],
      [16, garbled],
      [21, tick],
    ])
    expect(state.phase).toEqual({ kind: 'stalled', since: T0 + 1_000, before: 'downloading' })
    state = live([[400, garbled]], state)
    expect(state.unreadable?.count).toBe(4)
    expect(isSilentForGood(state, T0 + 401_000)).toBe(false)
    expect(isSilentForGood(state, T0 + 701_000)).toBe(true)
    state = live([[402, progress(40)]], state)
    expect(state).toMatchObject({ phase: { kind: 'downloading' }, unreadable: null })
  })

  test('heartbeats without progress for over 10 s mean verifying, progress ends it', () => {
    let state = live([
      [0, opening],
      [1, progress(40)],
      [6, heartbeat],
      [11, heartbeat],
    ])
    expect(state.phase.kind).toBe('downloading')
    state = live([[11.1, heartbeat]], state)
    expect(state.phase.kind).toBe('verifying')
    expect(state.speed).toBeNull()
    state = live([[20, progress(41)]], state)
    expect(state.phase.kind).toBe('downloading')
  })

  test('before the first progress heartbeats leave it starting', () => {
    expect(
      live([
        [0, opening],
        [5, heartbeat],
        [15, heartbeat],
        [30, heartbeat],
      ]).phase.kind,
    ).toBe('starting')
  })

  test('no event for 20 s is a stall, and the next event ends it where it was', () => {
    const quiet = live([
      [0, opening],
      [1, progress(40)],
      [12, heartbeat],
      [31, tick],
    ])
    expect(quiet.phase.kind).toBe('verifying')
    const stalled = live([[32, tick]], quiet)
    expect(stalled.phase).toEqual({ kind: 'stalled', since: T0 + 12_000, before: 'verifying' })
    expect(live([[40, heartbeat]], stalled).phase.kind).toBe('verifying')
    expect(live([[40, { kind: 'recovered' }]], stalled).phase.kind).toBe('verifying')
  })

  test('a stall that the transport reports counts from when it began', () => {
    const state = live([
      [0, opening],
      [30, { kind: 'stalled', silentForMs: 20_000 }],
    ])
    expect(state.phase).toEqual({ kind: 'stalled', since: T0 + 10_000, before: 'starting' })
  })

  test('only after five silent minutes is the connection given up', () => {
    const stalled = live([
      [0, opening],
      [20, tick],
    ])
    expect(isSilentForGood(stalled, T0 + 299_000)).toBe(false)
    expect(isSilentForGood(stalled, T0 + 300_000)).toBe(true)
  })

  test('a computer that slept gives the connection time to show that it lives', () => {
    const state = live([
      [0, opening],
      [1, progress(40)],
      [2, tick],
      [3_602, tick],
    ])
    expect(state.phase.kind).toBe('downloading')
    expect(live([[3_622, tick]], live([[3_612, tick]], state)).phase.kind).toBe('stalled')
  })
})

describe('measured speed', () => {
  test('is shown while downloading only', () => {
    const measured = { kind: 'tick', speed: 5_000, etaMs: 60_000 } as const
    expect(
      live([
        [0, opening],
        [1, measured],
      ]).speed,
    ).toBeNull()
    const state = live([
      [0, opening],
      [1, progress(10)],
      [2, measured],
    ])
    expect(state).toMatchObject({ speed: 5_000, etaMs: 60_000 })
    expect(live([[12, heartbeat]], state)).toMatchObject({ speed: null, etaMs: null })
  })

  test('is forgotten when the pull is opened anew', () => {
    const state = live([
      [0, opening],
      [1, progress(10)],
      [2, { kind: 'tick', speed: 5_000, etaMs: 1 }],
      [3, { kind: 'broken', problem: dropped }],
      [5, opening],
    ])
    expect(state).toMatchObject({ speed: null, etaMs: null })
  })

  test('keeps a bounded history for the sparkline', () => {
    let state = live([
      [0, opening],
      [0, progress(1)],
    ])
    for (let n = 1; n <= SPEEDS_KEPT + 20; n += 1) {
      const second = (n * SPEED_EVERY_MS) / 1_000
      state = live(
        [
          [second, heartbeat],
          [second, { kind: 'tick', speed: n, etaMs: null }],
        ],
        { ...state, phase: { kind: 'downloading' } },
      )
    }
    expect(state.speeds).toHaveLength(SPEEDS_KEPT)
  })
})

describe('broken off', () => {
  const running = live([
    [0, opening],
    [1, progress(40)],
  ])

  test('tries again by itself after growing pauses and says which attempt', () => {
    let state = running
    let seconds = 10
    for (const [index, pause] of RETRY_PAUSES_MS.entries()) {
      state = live([[seconds, { kind: 'broken', problem: dropped }]], state)
      expect(state.phase).toMatchObject({
        kind: 'retrying',
        attempt: index + 1,
        limit: 6,
        nextAt: T0 + seconds * 1_000 + pause,
      })
      expect(dueAt(state.phase)).toBe(T0 + seconds * 1_000 + pause)
      seconds += pause / 1_000
      state = live(
        [
          [seconds, opening],
          [seconds + 1, progress(30)],
        ],
        state,
      )
      seconds += 2
    }
    state = live([[seconds, { kind: 'broken', problem: dropped }]], state)
    expect(state.phase).toMatchObject({ kind: 'failed', reason: { kind: 'gave-up', attempts: 7, problem: dropped } })
    expect(state.highest).toBe(40)
  })

  test('getting further than ever before starts the pauses anew', () => {
    const state = live(
      [
        [10, { kind: 'broken', problem: dropped }],
        [12, opening],
        [13, progress(41)],
        [14, { kind: 'broken', problem: null }],
      ],
      running,
    )
    expect(state.phase).toMatchObject({ kind: 'retrying', attempt: 1, problem: null })
  })

  test('a server that is away while it restarts is tried again, too', () => {
    const away = { kind: 'refused', problem: problem({ kind: 'request', reason: 'unreachable' }) } as const
    const state = live(
      [
        [10, { kind: 'broken', problem: dropped }],
        [12, opening],
        [13, away],
      ],
      running,
    )
    expect(state.phase).toMatchObject({ kind: 'retrying', attempt: 2 })
    const gateway = { kind: 'refused', problem: problem({ kind: 'server', status: 502 }) } as const
    expect(
      live(
        [
          [17, opening],
          [18, gateway],
        ],
        state,
      ).phase,
    ).toMatchObject({ kind: 'retrying', attempt: 3 })
  })

  test('a session that ended with the stream is worth another attempt; one that was never there is told at once', () => {
    const noSession = { kind: 'refused', problem: problem({ kind: 'server', status: 401 }) } as const
    const state = live(
      [
        [10, { kind: 'broken', problem: dropped }],
        [12, opening],
        [13, noSession],
      ],
      running,
    )
    expect(state.phase).toMatchObject({ kind: 'retrying', attempt: 2 })
    expect(
      live([
        [0, opening],
        [1, noSession],
      ]).phase.kind,
    ).toBe('failed')
  })

  test.each([
    { kind: 'request', reason: 'read-only' },
    { kind: 'request', reason: 'another-server', expected: 'npu-01', received: 'npu-07' },
  ] as const)('what this console refuses itself is not tried again: %j', (facts) => {
    const refused = problem(facts)
    const state = live(
      [
        [10, { kind: 'broken', problem: dropped }],
        [12, opening],
        [13, { kind: 'refused', problem: refused }],
      ],
      running,
    )
    expect(state.phase).toMatchObject({ kind: 'failed', reason: { kind: 'problem', problem: refused } })
  })

  test('a first request that fails is told at once, and so is a refusal for good', () => {
    const unreachable = problem({ kind: 'request', reason: 'unreachable' })
    expect(
      live([
        [0, opening],
        [1, { kind: 'refused', problem: unreachable }],
      ]).phase,
    ).toMatchObject({
      kind: 'failed',
      reason: { kind: 'problem', problem: unreachable },
    })
    const unknown = problem({ kind: 'server', status: 404, words: 'model not found' })
    expect(
      live(
        [
          [10, { kind: 'broken', problem: null }],
          [12, opening],
          [13, { kind: 'refused', problem: unknown }],
        ],
        running,
      ).phase.kind,
    ).toBe('failed')
  })

  test('what the server calls an error is final, in its words', () => {
    const state = live([[2, event({ kind: 'error', message: 'no space left on device', lock: null })]], running)
    expect(state.phase).toEqual({
      kind: 'failed',
      at: T0 + 2_000,
      reason: { kind: 'server-said', words: 'no space left on device' },
    })
  })
})

test('cancelling ends a pull in every phase that is not over', () => {
  const phases: PullState[] = [
    newPull(target, T0),
    live([[0, opening]]),
    live([
      [0, opening],
      [1, progress(4)],
    ]),
    live([
      [0, opening],
      [20, tick],
    ]),
    live([
      [0, opening],
      [1, { kind: 'broken', problem: null }],
    ]),
    live([
      [0, opening],
      [1, lockError(null)],
    ]),
  ]
  for (const state of phases)
    expect(live([[60, { kind: 'cancelled' }]], state).phase).toEqual({ kind: 'cancelled', at: T0 + 60_000 })
})
