import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readPullEvent } from '../schema/pull.ts'
import { T0, GIB, live, opening, event } from './pullLife.testing.ts'
import { reducePull } from './pullMachine.ts'
import type { PullState } from './pullState.ts'

describe('recorded streams', () => {
  const folder = new URL('../../../../mocks/examples/xw/', import.meta.url)
  const recordings = readdirSync(folder).filter((name) => /^pull.*\.txt$/.test(name))

  function play(name: string): PullState {
    const frames = readFileSync(new URL(name, folder), 'utf8')
      .split(/\n\n+/)
      .flatMap((frame) => (frame.startsWith('data: ') ? [frame.slice('data: '.length)] : []))
    return frames.reduce(
      (state, data, index) => reducePull(state, event(readPullEvent(data)), T0 + index * 1_000),
      live([[0, opening]]),
    )
  }

  test('are all played here', () => {
    expect(recordings).toEqual(['pull.bad-json-error.stream.txt', 'pull.lock-error.stream.txt', 'pull.stream.txt'])
  })

  test('one that arrives', () => {
    const state = play('pull.stream.txt')
    expect(state.phase).toMatchObject({ kind: 'finished', path: '/root/.xw/models/qwen3-8b/latest' })
    expect(state.highest).toBe(100)
    expect(state.progress?.totalBytes).toBeCloseTo(16.4 * GIB, -2)
  })

  test('an error that is no valid JSON is still shown as the error', () => {
    expect(play('pull.bad-json-error.stream.txt').phase).toMatchObject({
      kind: 'failed',
      reason: { kind: 'server-said', words: expect.stringContaining('Get "https://modelscope.cn') },
    })
  })

  test('a refusal because of a lock names process, time and file', () => {
    const state = play('pull.lock-error.stream.txt')
    expect(state.phase).toMatchObject({
      kind: 'held-elsewhere',
      lock: {
        pid: 4242,
        time: Date.parse('2026-04-27T09:12:44+08:00'),
        path: '/root/.xw/models/qwen3-8b/latest/.download.lock',
      },
    })
  })
})
