import { Problem } from '@/net/problem.ts'
import type { ProblemFacts } from '@/net/problem.ts'
import type { PullEvent } from '../schema/pull.ts'
import { reducePull } from './pullMachine.ts'
import type { PullInput } from './pullMachine.ts'
import { newPull } from './pullState.ts'
import type { PullState } from './pullState.ts'

export const T0 = Date.parse('2026-04-27T10:00:00Z')
export const GIB = 2 ** 30
export const at = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'api/xw/npu-01' }
export const target = { server: 'npu-01', model: 'qwen3-8b' }

export function problem(facts: ProblemFacts): Problem {
  return new Problem(at, 'xw.pull', facts, T0)
}
export const dropped = problem({ kind: 'broken-off', reason: 'dropped' })

/** Steps through a pull's life; each step is [seconds since the start, input]. */
export function live(
  steps: readonly (readonly [number, PullInput])[],
  from: PullState = newPull(target, T0),
): PullState {
  return steps.reduce((state, [seconds, input]) => reducePull(state, input, T0 + seconds * 1_000), from)
}
export const opening = { kind: 'opening' } as const
export const heartbeat = { kind: 'event', event: { kind: 'heartbeat' } } as const
export const tick = { kind: 'tick', speed: null, etaMs: null } as const

export function event(said: PullEvent): PullInput {
  return { kind: 'event', event: said }
}
export function progress(percent: number, total = 16.4): PullInput {
  return event({
    kind: 'progress',
    message: `${percent}%`,
    progress: { percent, doneBytes: (percent / 100) * total * GIB, totalBytes: total * GIB },
  })
}
export function lockError(time: string | null): PullInput {
  return event({
    kind: 'error',
    message: 'Failed to download: locked',
    lock: {
      pid: 4242,
      time: time === null ? null : Date.parse(time),
      path: '/root/.xw/models/qwen3-8b/.download.lock',
    },
  })
}
