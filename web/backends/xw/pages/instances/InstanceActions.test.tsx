// @vitest-environment jsdom
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ConfirmHost } from '@/kit/confirm.tsx'
import { useConnections } from '@/kit/connections.ts'
import { Notifications } from '@/kit/notifications.tsx'
import { TestKit } from '@/kit/testing.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { useMemory } from '../../queries.ts'
import { InstanceSchema, type InstanceWire } from '../../schema/instance.ts'
import { InstanceActions } from './InstanceActions.tsx'

const at: Endpoint = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'http://npu-01.test' }
const wire: InstanceWire = {
  id: 'qwen3-8b-1777254000',
  model_id: 'qwen3-8b',
  alias: 'chat',
  state: 'ready',
  created_at: '2026-04-27T09:19:57Z',
  started_at: '2026-04-27T09:20:00Z',
  container_id: 'c1',
  port: 10881,
}
const instance = v.parse(InstanceSchema, wire)

interface Asked {
  readonly path: string
  readonly body: unknown
}

/** Answers the list of instances and what is asked of one; tells what was asked of one. */
function answerWith(answer: unknown, { status = 200, list = [wire] }: { status?: number; list?: InstanceWire[] } = {}) {
  const asked: Asked[] = []
  vi.stubGlobal('fetch', (url: string, { body: sent }: { body?: string } = {}) => {
    const path = new URL(url).pathname
    if (path === '/api/runtime/instances') return Promise.resolve(Response.json({ instances: list }))
    asked.push({ path, body: JSON.parse(sent ?? 'null') })
    return Promise.resolve(Response.json(answer, { status }))
  })
  return asked
}

async function show(kind: 'ready' | 'stopped') {
  const rootRoute = createRootRoute({
    component: () => (
      <TestKit>
        <InstanceActions at={at} instance={instance} condition={{ kind }} />
        <ConfirmHost />
        <Notifications />
      </TestKit>
    ),
  })
  render(<RouterProvider router={createRouter({ routeTree: rootRoute, history: createMemoryHistory() })} />)
  await screen.findByRole('button', { name: /^Remove/ })
  return userEvent.setup()
}

beforeEach(() => useMemory.setState({ ready: {}, stopped: {}, downloading: {}, silent: {}, listed: {} }))
afterEach(() => {
  cleanup()
  useConnections.setState({ access: 'full' })
})

test('a console that may only look offers the log, the playground and the activity, until config.json lets it do more', async () => {
  const user = await show('ready')
  act(() => useConnections.setState({ access: 'read' }))
  expect(screen.queryByRole('button', { name: /^Stop|^Remove/ })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'More for chat on npu-01' }))
  const entries = await screen.findAllByRole('menuitem')
  expect(entries.map(({ textContent }) => textContent)).toEqual(['Log', 'Playground', 'Activity'])
  act(() => useConnections.setState({ access: 'full' }))
  expect(screen.getAllByRole('menuitem').length).toBeGreaterThan(4)
})

test('stopping asks first, naming the instance and what it takes down, and tells once that it is done', async () => {
  const asked = answerWith({ message: 'stopped' })
  const user = await show('ready')
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
  answerWith({ error: 'Failed to stop instance: deadline exceeded', code: '500' }, { status: 500 })
  const user = await show('ready')
  await user.click(screen.getByRole('button', { name: 'Stop chat on npu-01' }))
  await user.click(await screen.findByRole('button', { name: 'Stop' }))
  expect(await screen.findAllByText(/deadline exceeded/)).toHaveLength(1)
  expect(useMemory.getState().stopped).toEqual({})
})

test('cancelling leaves everything as it is', async () => {
  const asked = answerWith({})
  const user = await show('ready')
  await user.click(screen.getByRole('button', { name: 'Remove chat from npu-01' }))
  await screen.findByRole('alertdialog')
  await user.keyboard('{Escape}')
  expect(asked).toEqual([])
})

test('what does not run can only be removed, and removing what runs stops it first', async () => {
  const asked = answerWith({ message: 'removed' })
  const user = await show('stopped')
  expect(screen.queryByRole('button', { name: /Stop/ })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Remove chat from npu-01' }))
  await user.click(await screen.findByRole('button', { name: 'Remove' }))
  await screen.findByText('chat is removed from npu-01')
  cleanup()

  const again = await show('ready')
  await again.click(screen.getByRole('button', { name: 'Remove chat from npu-01' }))
  await again.click(await screen.findByRole('button', { name: 'Stop and remove' }))
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  expect(asked.map(({ body }) => body)).toEqual([{ alias: 'chat' }, { alias: 'chat', force: true }])
})

describe('nothing is done where the alias belongs to another instance by now', () => {
  const replaced: InstanceWire = {
    ...wire,
    model_id: 'qwq-32b',
    created_at: '2026-04-28T08:00:00Z',
    started_at: '2026-04-28T08:00:03Z',
    container_id: 'c2',
  }

  test.each([
    ['replaced', [replaced], /belongs to another instance now.*model qwq-32b/],
    ['gone', [{ ...wire, id: 'other', alias: 'other' }], /not on npu-01 any more/],
    ['in a list that is empty', [], /container engine may have failed/],
  ])('it is %s', async (_how, list, words) => {
    const asked = answerWith({ message: 'stopped' }, { list })
    const user = await show('ready')
    await user.click(screen.getByRole('button', { name: 'Stop chat on npu-01' }))
    await user.click(await screen.findByRole('button', { name: 'Stop' }))
    expect(await screen.findByText('Nothing was done with chat on npu-01')).toBeTruthy()
    expect(screen.getByText(words)).toBeTruthy()
    expect(asked).toEqual([])
    expect(useMemory.getState().stopped).toEqual({})
  })
})

test('the log is a link; the playground only while it is ready', async () => {
  answerWith({})
  await show('ready')
  expect(screen.getByRole('link', { name: 'Log of chat on npu-01' }).getAttribute('href')).toBe(
    '/logs?of=npu-01%2Fchat',
  )
  expect(screen.getByRole('link', { name: 'Talk to chat on npu-01' })).toBeTruthy()
  cleanup()
  await show('stopped')
  expect(screen.queryByRole('link', { name: 'Talk to chat on npu-01' })).toBeNull()
})
