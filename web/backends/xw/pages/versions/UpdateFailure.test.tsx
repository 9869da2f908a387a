// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { TestKit } from '@/kit/testing.tsx'
import { Problem } from '@/net/problem.ts'
import { newServerUpdate, type StepState, type UpdateStep } from '../../updates/updateRun.ts'
import { UpdateFailure } from './UpdateFailure.tsx'
import { UpdateInstances } from './UpdateInstances.tsx'

afterEach(cleanup)

const at = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'http://npu-01.test' } as const
const refused = new Problem(at, 'xw.update', { kind: 'server', status: 400, code: 'version-incompatible' })

function show(step: UpdateStep, failure: Omit<Extract<StepState, { kind: 'failed' }>, 'kind'>): void {
  const done: StepState = { kind: 'done', tookMs: 1 }
  const fresh = newServerUpdate('npu-01', '0.0.6')
  const steps = { ...fresh.steps, before: done, ...(step === 'update' ? {} : { update: done }) }
  const one = { ...fresh, steps: { ...steps, [step]: { kind: 'failed', ...failure } } }
  render(
    <TestKit>
      <UpdateFailure one={one} name="npu-01" />
    </TestKit>,
  )
}

test('a refusal is told as such, with what to do next', () => {
  show('update', { why: 'refused', problem: refused, words: null })
  expect(screen.getByText('npu-01 refused updating')).toBeTruthy()
  expect(screen.getByText(/Retry, or choose another version/)).toBeTruthy()
})

test('after a reload of the page the server’s words are left', () => {
  show('update', { why: 'refused', problem: null, words: '<b>disk full</b>' })
  expect(screen.getByText('<b>disk full</b>')).toBeTruthy()
})

test('a server that another tab updates is left to that tab', () => {
  show('update', { why: 'elsewhere', problem: null, words: null })
  expect(screen.getByRole('alert').textContent).toBe('Another tab of this console is updating npu-01.')
  expect(screen.getByText(/Retry once that one is through/)).toBeTruthy()
})

test('a server that did not come back after its restart is to be seen to itself', () => {
  show('update', { why: 'not-back', problem: null, words: null })
  expect(screen.getByRole('alert').textContent).toBe('npu-01 went away and did not come back while the console waited.')
  expect(screen.getByText(/See to the server itself/)).toBeTruthy()
})

test('an update without an answer says what is still set; a reload without effect says what runs', () => {
  show('update', { why: 'not-set', problem: null, words: '0.0.5' })
  expect(screen.getByRole('alert').textContent).toContain('0.0.5 is still set')
  cleanup()
  show('reload', { why: 'still-old', problem: null, words: '0.0.5' })
  expect(screen.getByRole('alert').textContent).toContain('but 0.0.5 runs')
  expect(screen.getByText(/0\.0\.6 is set, the one before runs on/)).toBeTruthy()
})

test('an empty list after the update may mean that the container engine failed', () => {
  render(
    <TestKit>
      <UpdateInstances before={[{ id: 'a', alias: 'chat', condition: 'ready' }]} after={[]} name="npu-01" />
    </TestKit>,
  )
  expect(screen.getByText(/when its container engine fails/)).toBeTruthy()
  expect(screen.getByRole('row', { name: /chat.*Ready.*in no list.*gone/ })).toBeTruthy()
})
