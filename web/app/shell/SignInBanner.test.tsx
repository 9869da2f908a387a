// @vitest-environment jsdom
import { useQuery } from '@tanstack/react-query'
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setConnections } from '@/kit/connections.ts'
import { createQueryClient } from '@/kit/queryClient.ts'
import { forgetReachability, startReachability } from '@/kit/reachability.ts'
import { TestKit } from '@/kit/testing.tsx'
import { reportOutcome } from '@/net/outcomes.ts'
import { Problem } from '@/net/problem.ts'
import type { ProblemFacts } from '@/net/problem.ts'
import { SignInBanner } from './SignInBanner.tsx'

const npu = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'api/xw/npu-01' }
let stop = (): void => undefined

beforeEach(() => {
  setConnections({ servers: [npu], streams: 4, title: null, demo: null, access: 'full', user: null, problems: [] })
  stop = startReachability(createQueryClient())
})

afterEach(() => {
  cleanup()
  stop()
  forgetReachability()
})

function refuseWith(facts: ProblemFacts): void {
  const problem = new Problem(npu, 'xw.health', facts)
  reportOutcome({ server: npu, operation: 'xw.health', at: problem.at, tookMs: 5, problem })
}

test.each<[string, ProblemFacts]>([
  ['401', { kind: 'server', status: 401 }],
  ['403', { kind: 'server', status: 403 }],
  ['a sign-in page in place of JSON', { kind: 'response', reason: 'html', status: 200 }],
])('after %s there is a link to where one signs in, in another tab', async (_, facts) => {
  refuseWith(facts)
  render(<SignInBanner />, { wrapper: TestKit })
  const link = await screen.findByRole('link', { name: 'Sign in at npu-01' })
  expect(link.getAttribute('href')).toBe('http://localhost:3000/api/xw/npu-01/')
  expect(link.getAttribute('target')).toBe('_blank')
})

test('Try again asks the server anew for what the page shows', async () => {
  const ask = vi.fn<() => string>(() => 'healthy')
  function Asking() {
    useQuery({ queryKey: ['xw', 'npu-01', 'health'], queryFn: ask })
    return <SignInBanner />
  }
  refuseWith({ kind: 'server', status: 401 })
  render(<Asking />, { wrapper: TestKit })
  await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(1))
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(ask).toHaveBeenCalledTimes(2)
})

test('a server that merely does not answer asks nobody to sign in', () => {
  refuseWith({ kind: 'request', reason: 'unreachable' })
  const { container } = render(<SignInBanner />, { wrapper: TestKit })
  expect(container.childElementCount).toBe(0)
})
