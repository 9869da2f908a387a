// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ConfirmHost } from '@/kit/confirm.tsx'
import { Notifications } from '@/kit/notifications.tsx'
import { TestKit } from '@/kit/testing.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { useMemory } from '../../queries.ts'
import { InstanceSchema } from '../../schema/instance.ts'
import { InstanceActions } from './InstanceActions.tsx'

const at: Endpoint = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'http://npu-01.test' }
const instance = v.parse(InstanceSchema, {
  id: 'qwen3-8b-1777254000',
  model_id: 'qwen3-8b',
  alias: 'chat',
  state: 'ready',
  started_at: '2026-04-27T09:20:00Z',
  port: 10881,
})

function answerWith(body: unknown, status = 200): { path: string; body: unknown }[] {
  const asked: { path: string; body: unknown }[] = []
  vi.stubGlobal('fetch', (url: string, { body: sent }: { body: string }) => {
    asked.push({ path: new URL(url).pathname, body: JSON.parse(sent) })
    return Promise.resolve(Response.json(body, { status }))
  })
  return asked
}

function show(kind: 'ready' | 'stopped') {
  render(
    <TestKit>
      <InstanceActions at={at} instance={instance} condition={{ kind }} />
      <ConfirmHost />
      <Notifications />
    </TestKit>,
  )
  return userEvent.setup()
}

beforeEach(() => useMemory.setState({ ready: {}, stopped: {}, downloading: {} }))
afterEach(cleanup)

test('stopping asks first, naming the instance and what it takes down, and tells once that it is done', async () => {
  const asked = answerWith({ message: 'stopped' })
  const user = show('ready')
  await user.click(screen.getByRole('button', { name: 'Stop chat on npu-01' }))
  const dialog = await screen.findByRole('alertdialog', { name: 'Stop chat on npu-01?' })
  expect(dialog.textContent).toContain('qwen3-8b-1777254000')
  expect(dialog.textContent).toContain('Requests to chat fail')
  expect(asked).toEqual([])

  await user.click(screen.getByRole('button', { name: 'Stop' }))
  expect(await screen.findAllByText('chat on npu-01 is stopped')).toHaveLength(1)
  expect(asked).toEqual([{ path: '/api/runtime/stop', body: { alias: 'chat' } }])
  expect(Object.keys(useMemory.getState().stopped)).toHaveLength(1)
})

test('a stop that is refused is told once, in the server’s words, and is not remembered as a stop', async () => {
  answerWith({ error: 'Failed to stop instance: deadline exceeded', code: '500' }, 500)
  const user = show('ready')
  await user.click(screen.getByRole('button', { name: 'Stop chat on npu-01' }))
  await user.click(await screen.findByRole('button', { name: 'Stop' }))
  expect(await screen.findAllByText(/deadline exceeded/)).toHaveLength(1)
  expect(useMemory.getState().stopped).toEqual({})
})

test('cancelling leaves everything as it is', async () => {
  const asked = answerWith({})
  const user = show('ready')
  await user.click(screen.getByRole('button', { name: 'Remove chat from npu-01' }))
  await screen.findByRole('alertdialog')
  await user.keyboard('{Escape}')
  expect(asked).toEqual([])
})

test('what does not run can only be removed, and removing what runs stops it first', async () => {
  const asked = answerWith({ message: 'removed' })
  const user = show('stopped')
  expect(screen.queryByRole('button', { name: /Stop/ })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Remove chat from npu-01' }))
  await user.click(await screen.findByRole('button', { name: 'Remove' }))
  await screen.findByText('chat is removed from npu-01')
  cleanup()

  const again = show('ready')
  await again.click(screen.getByRole('button', { name: 'Remove chat from npu-01' }))
  await again.click(await screen.findByRole('button', { name: 'Stop and remove' }))
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  expect(asked.map(({ body }) => body)).toEqual([{ alias: 'chat' }, { alias: 'chat', force: true }])
})
