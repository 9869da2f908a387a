// @vitest-environment jsdom
import { useQuery } from '@tanstack/react-query'
import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Endpoint } from '@/net/endpoint.ts'
import { startOutcome } from '@/net/outcomes.ts'
import { Problem, type ProblemFacts } from '@/net/problem.ts'
import { createQueryClient } from './queryClient.ts'
import { QueryView } from './QueryView.tsx'
import { forgetReachability, startReachability } from './reachability.ts'
import { TestKit } from './testing.tsx'
import { TroubleAbove } from './TroubleAbove.tsx'

const at: Endpoint = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'api/npu-01' }
const servers = [at]
const unreachable: ProblemFacts = { kind: 'request', reason: 'unreachable' }

/** What a server answers by operation, or how it fails. */
let answers: Record<string, string | ProblemFacts>
let asked: string[]
let stop: () => void

beforeEach(() => {
  answers = { health: 'healthy', devices: '8 chips', models: '3 models' }
  asked = []
})

afterEach(() => {
  cleanup()
  stop()
  forgetReachability()
})

async function ask(operation: string): Promise<string> {
  asked.push(operation)
  const done = startOutcome(at, `xw.${operation}`)
  await Promise.resolve()
  const answer = answers[operation] ?? unreachable
  if (typeof answer === 'string') {
    done()
    return answer
  }
  const problem = new Problem(at, `xw.${operation}`, answer)
  done(problem)
  throw problem
}

function Part({ operation }: { readonly operation: string }) {
  const query = useQuery({
    queryKey: ['xw', 'npu-01', operation],
    queryFn: () => ask(operation),
    ...(operation === 'health' && { meta: { isProbe: true } }),
  })
  return (
    <section aria-label={operation}>
      <QueryView query={query}>{(words) => <p>{words}</p>}</QueryView>
    </section>
  )
}

async function show() {
  const client = createQueryClient()
  stop = startReachability(client)
  render(
    <TestKit queryClient={client}>
      <TroubleAbove servers={servers}>
        {['health', 'devices', 'models'].map((operation) => (
          <Part key={operation} operation={operation} />
        ))}
      </TroubleAbove>
    </TestKit>,
  )
  await act(async () => undefined)
  return { again: () => act(() => client.refetchQueries()) }
}

test('a server that does not answer is told of once, and its parts say that they wait', async () => {
  answers = {}
  await show()
  expect(await screen.findAllByRole('alert')).toHaveLength(1)
  expect(screen.getByRole('alert').textContent).toMatch(/^No answer from npu-01/)
  for (const part of screen.getAllByRole('region')) {
    expect(part.textContent).toBe('npu-01: asked again once it answers.')
  }
})

test('what is still shown says how old it is, without the reason once more', async () => {
  const { again } = await show()
  expect(await screen.findByText('8 chips')).toBeDefined()
  expect(screen.queryByRole('alert')).toBeNull()
  answers = {}
  await again()
  expect(await screen.findAllByRole('alert')).toHaveLength(1)
  expect(screen.queryByRole('status')).toBeNull()
  const devices = screen.getByRole('region', { name: 'devices' })
  expect(devices.textContent).toMatch(/^Still shown: what npu-01 said .*8 chips$/)
})

test('what fails by itself on a server that answers is told in its place', async () => {
  answers = { ...answers, models: { kind: 'server', status: 500 } }
  await show()
  const models = screen.getByRole('region', { name: 'models' })
  expect(await screen.findAllByRole('alert')).toHaveLength(1)
  expect(models.textContent).toMatch(/^npu-01 failed/)
})

test('one press asks, and with the answer all parts come back', async () => {
  answers = {}
  await show()
  const retry = await screen.findByRole('button', { name: 'Retry' })
  asked = []
  answers = { health: 'healthy', devices: '8 chips', models: '3 models' }
  await userEvent.click(retry)
  expect(await screen.findByText('8 chips')).toBeDefined()
  expect(await screen.findByText('3 models')).toBeDefined()
  expect(screen.queryByRole('alert')).toBeNull()
  expect(asked[0]).toBe('health')
})
