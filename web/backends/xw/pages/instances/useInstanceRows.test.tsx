// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as v from 'valibot'
import { TestKit } from '@/kit/testing.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { InstanceListSchema, loadingWindowMs } from '../../schema/instance.ts'
import { useInstanceRows } from './useInstanceRows.ts'

const at: Endpoint = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'http://npu-01.test' }
const SAID_AT = Date.parse('2026-11-19T14:02:05Z')
const data = v.parse(InstanceListSchema, {
  instances: [
    {
      id: 'glm-1',
      alias: 'glm',
      model_id: 'glm-4-9b-chat',
      backend_type: 'vllm',
      state: 'unhealthy',
      port: 10883,
      created_at: '2026-11-19T14:00:05Z',
      started_at: '2026-11-19T14:00:05Z',
    },
  ],
})

beforeEach(() => void vi.useFakeTimers({ now: SAID_AT + 60_000 }))
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

test.each([
  ['an instance that loads fails after a while', false, 'not-answering'],
  ['of one that is only last known to load nobody has said that it failed', true, 'loading'],
])('%s', (_, isKept, later) => {
  const answers = [{ at, data, updatedAt: SAID_AT, ...(isKept && { isKept }) }]
  const { result } = renderHook(() => useInstanceRows(answers), { wrapper: TestKit })
  expect(result.current[0]?.condition).toEqual({ kind: 'loading', sinceMs: (isKept ? 2 : 3) * 60_000 })
  act(() => void vi.advanceTimersByTime(loadingWindowMs))
  expect(result.current[0]?.condition.kind).toBe(later)
})
