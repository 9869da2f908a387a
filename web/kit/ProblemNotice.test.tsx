// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Problem } from '@/net/problem.ts'
import type { ProblemFacts } from '@/net/problem.ts'
import { useConnections } from './connections.ts'
import { ProblemNotice } from './ProblemNotice.tsx'
import { TestKit } from './testing.tsx'

const server = { kind: 'xw', id: 'npu-03', label: 'npu-03', baseUrl: 'api/xw/npu-03' }
const at = Date.UTC(2026, 10, 20, 14, 2, 5)
const problem = (facts: ProblemFacts, operation = 'xw.listDevices') => new Problem(server, operation, facts, at)

afterEach(() => {
  cleanup()
  useConnections.setState({ servers: [] })
})

const cases: readonly (readonly [ProblemFacts, string])[] = [
  [{ kind: 'request', reason: 'offline' }, 'No network while listing devices: npu-03 could not be asked'],
  [{ kind: 'request', reason: 'unreachable' }, 'No answer from npu-03 while listing devices'],
  [
    { kind: 'request', reason: 'another-server', expected: 'npu-03', received: 'npu-07' },
    'Not sent: npu-03 answers as npu-07 now (listing devices)',
  ],
  [{ kind: 'timeout', afterMs: 30_000 }, 'No answer from npu-03 within 30s while listing devices'],
  [{ kind: 'abort' }, 'Cancelled: listing devices on npu-03'],
  [{ kind: 'response', reason: 'empty', status: 200 }, 'npu-03 sent an empty answer while listing devices'],
  [{ kind: 'response', reason: 'html', status: 200 }, 'Sign in again: npu-03 did not allow listing devices'],
  [{ kind: 'response', reason: 'html', status: 404 }, 'npu-03 sent a web page instead of data while listing devices'],
  [{ kind: 'response', reason: 'cut', status: 200 }, 'npu-03 sent only part of an answer while listing devices'],
  [{ kind: 'response', reason: 'not-json', status: 200 }, 'npu-03 sent something unreadable while listing devices'],
  [{ kind: 'response', reason: 'schema', status: 200 }, 'npu-03 sent an unexpected answer while listing devices'],
  [{ kind: 'response', reason: 'not-a-stream', status: 200 }, 'npu-03 did not send a stream while listing devices'],
  [{ kind: 'server', status: 401 }, 'Sign in again: npu-03 did not allow listing devices'],
  [{ kind: 'server', status: 403 }, 'Sign in again: npu-03 did not allow listing devices'],
  [{ kind: 'server', status: 502 }, 'No answer from npu-03 behind its proxy while listing devices'],
  [{ kind: 'server', status: 500 }, 'npu-03 failed while listing devices'],
  [{ kind: 'server', status: 404 }, 'npu-03 refused listing devices'],
  [{ kind: 'server', status: 200, code: 'success-false' }, 'npu-03 refused listing devices'],
  [{ kind: 'broken-off', reason: 'dropped' }, 'The connection to npu-03 dropped while listing devices'],
  [{ kind: 'broken-off', reason: 'ended-early' }, 'npu-03 ended the stream too early while listing devices'],
  [{ kind: 'broken-off', reason: 'silent' }, 'npu-03 went silent while listing devices'],
]

test.each(cases)('%j names the server and what was being done, and says what to try', (facts, title) => {
  const { container } = render(
    <TestKit>
      <ProblemNotice problem={problem(facts)} />
    </TestKit>,
  )
  expect(screen.getByText(title)).toBeTruthy()
  expect(screen.getAllByRole('listitem').length).toBeGreaterThan(0)
  expect(container.textContent).not.toMatch(/[{}]|undefined/)
  cleanup()

  const chinese = render(
    <TestKit language="zh-CN">
      <ProblemNotice problem={problem(facts)} />
    </TestKit>,
  )
  expect(screen.getByText(/读取设备列表.*/, { selector: 'p.font-medium' }).textContent).toContain('npu-03')
  expect(chinese.container.textContent).not.toMatch(/[{}]|undefined/)
})

describe('the details', () => {
  test('hold everything that helps to find the cause', async () => {
    render(
      <TestKit>
        <ProblemNotice
          problem={problem({
            kind: 'response',
            reason: 'schema',
            status: 200,
            path: 'devices[3].bus_address',
            expected: 'string',
            received: '7',
            excerpt: '{"devices":[',
          })}
        />
      </TestKit>,
    )
    expect(screen.getByText(/The field devices\[3\]\.bus_address should be string, but was 7\./)).toBeTruthy()
    await userEvent.click(screen.getByText('Details'))
    for (const fact of ['xw.listDevices', '2026-11-20 14:02:05 UTC', 'response · schema', '200', '{"devices":[']) {
      expect(screen.getByText(fact)).toBeTruthy()
    }
  })

  test('name what a refusal named', () => {
    const path = '/data/locks/qwen3-8b.lock'
    render(
      <TestKit>
        <ProblemNotice
          problem={problem({ kind: 'server', status: 200, code: 'locked', facts: { pid: '71', path } }, 'xw.pull')}
        />
      </TestKit>,
    )
    expect(screen.getByText(/already being downloaded on the server/)).toBeTruthy()
    expect(screen.getByText(path)).toBeTruthy()
  })
})

test('the server’s own words are quoted as text, never as markup', () => {
  const words = 'port <b>10881</b>\u202E in use ' + 'x'.repeat(10_000)
  const { container } = render(
    <TestKit>
      <ProblemNotice problem={problem({ kind: 'server', status: 500, words })} />
    </TestKit>,
  )
  const quote = container.querySelector('blockquote')
  expect(quote?.textContent).toMatch(/^port <b>10881<\/b> in use x+…$/)
  expect(quote?.querySelector('b')).toBeNull()
})

test('a server’s name cannot turn the sentence around, nor fill the page', () => {
  const evil = { ...server, label: '\u202Eevil<script>' + 'y'.repeat(10_000) }
  render(
    <TestKit>
      <ProblemNotice problem={new Problem(evil, 'xw.listDevices', { kind: 'request', reason: 'unreachable' })} />
    </TestKit>,
  )
  expect(screen.getByText(/^No answer from evil<script>y{60,80}… while listing devices$/)).toBeTruthy()
})

test('an operation without a name shows as it is', () => {
  render(
    <TestKit>
      <ProblemNotice problem={problem({ kind: 'request', reason: 'unreachable' }, 'contest.listRuns')} />
    </TestKit>,
  )
  expect(screen.getByText('No answer from npu-03 while contest.listRuns')).toBeTruthy()
})

test('signing in again is a link to the server, beside Retry', async () => {
  useConnections.setState({ servers: [server] })
  const retry = vi.fn<() => void>()
  render(
    <TestKit>
      <ProblemNotice problem={problem({ kind: 'server', status: 401 })} onRetry={retry} />
    </TestKit>,
  )
  expect(screen.getByRole('link', { name: 'Open npu-03' }).getAttribute('href')).toBe(
    new URL('api/xw/npu-03/', document.baseURI).href,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }))
  expect(retry).toHaveBeenCalledOnce()
})
