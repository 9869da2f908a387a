// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { setConnections } from '@/kit/connections.ts'
import type { Language } from '@/kit/preferences.ts'
import { createQueryClient } from '@/kit/queryClient.ts'
import { forgetReachability, startReachability } from '@/kit/reachability.ts'
import { TestKit } from '@/kit/testing.tsx'
import { startOutcome } from '@/net/outcomes.ts'
import { Problem } from '@/net/problem.ts'
import { newPull } from '../../pulls/pullState.ts'
import type { PullPhase, PullState } from '../../pulls/pullState.ts'
import { PullSentence } from './PullSentence.tsx'

const at = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'api/xw/npu-01' }
const now = Date.now()
const lock = { pid: 4242, time: Date.parse('2026-04-27T01:12:44Z'), path: '/root/.xw/models/qwen3-8b/.download.lock' }

function show(phase: PullPhase, language: Language = 'en', more: Partial<PullState> = {}): string {
  setConnections({ servers: [at], streams: 4, title: null, demo: null, access: 'full', user: null, problems: [] })
  const pull = { ...newPull({ server: 'npu-01', model: 'qwen3-8b' }, now - 60_000), phase, ...more }
  const { container } = render(
    <TestKit language={language}>
      <PullSentence pull={pull} />
    </TestKit>,
  )
  return container.textContent
}
afterEach(cleanup)

describe('what a pull is doing, in words', () => {
  test('its place in the queue', () => {
    expect(show({ kind: 'queued', position: 3 })).toContain('place 3')
  })

  test('that it waits for a sign-in', () => {
    const stop = startReachability(createQueryClient())
    startOutcome(at, 'xw.version')(new Problem(at, 'xw.version', { kind: 'server', status: 401 }))
    expect(show({ kind: 'queued', position: 1 })).toContain('Waits until you have signed in at npu-01 again')
    stop()
    forgetReachability()
  })

  test('a stall names the server and for how long', () => {
    expect(show({ kind: 'stalled', since: now - 25_000, before: 'downloading' })).toMatch(/npu-01 for 2[56]s/)
  })

  test('a stall in which something came says that it could not be read, how much, and what to try', () => {
    const unreadable = { count: 5, at: now - 1_000 }
    const text = show({ kind: 'stalled', since: now - 25_000, before: 'downloading' }, 'en', { unreadable })
    expect(text).toMatch(/^5 messages came from npu-01 in the last 2[56]s, and none could be read: .*check the proxy/)
  })

  test('a retry says which one, when, and what broke', () => {
    const problem = new Problem(at, 'xw.pull', { kind: 'broken-off', reason: 'dropped' })
    const text = show({ kind: 'retrying', attempt: 2, limit: 6, nextAt: now + 4_000, problem })
    expect(text).toMatch(/connection to npu-01 ended.*Attempt 2 of 6 in [34]s/)
  })

  test("someone else's pull: its process and since when", () => {
    expect(show({ kind: 'held-elsewhere', lock })).toMatch(/process 4242, since 2026-04-27 /)
  })

  test('a stale lock: the exact file to remove, and why it is thought stale', () => {
    const text = show({ kind: 'stale-lock', lock, startedAt: Date.parse('2026-04-27T02:00:00Z') })
    expect(text).toContain(lock.path)
    expect(text).toMatch(/running only since 2026-04-27/)
    expect(screen.getByRole('button')).toBeDefined()
  })

  test("a server's error is text, whatever is in it", () => {
    const words = `disk \u202Efull <img src=x onerror=alert(1)> ${'x'.repeat(10_000)}`
    const text = show({ kind: 'failed', at: now, reason: { kind: 'server-said', words } })
    expect(text).toContain('<img src=x onerror=alert(1)>')
    expect(text).not.toContain('\u202E')
    expect(text.length).toBeLessThan(2_500)
    expect(document.querySelector('img')).toBeNull()
  })

  test('an error without words still says that the server ended it', () => {
    expect(show({ kind: 'failed', at: now, reason: { kind: 'server-said', words: '' } })).toContain('gave no reason')
  })

  test('cancelled: what stays on the disk', () => {
    expect(show({ kind: 'cancelled', at: now })).toContain('Whole files')
    cleanup()
    expect(show({ kind: 'cancelled', at: now }, 'zh-CN')).toContain('完整')
  })
})
