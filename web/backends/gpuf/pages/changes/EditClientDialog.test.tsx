// @vitest-environment jsdom
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ConfirmHost } from '@/kit/confirm.tsx'
import { useConnections } from '@/kit/connections.ts'
import { createQueryClient } from '@/kit/queryClient.ts'
import { TestKit } from '@/kit/testing.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { usePendingWrites } from '../../queriesPending.ts'
import { clientWireWith, clientWith } from '../../schema/client.fixture.ts'
import type { ClientWire } from '../../schema/client.ts'
import { forgetInvalid, invalidClients } from '../../schema/invalidClients.ts'
import { EditClientDialog } from './EditClientDialog.tsx'

const at: Endpoint = { kind: 'gpuf', id: 'fleet', label: 'fleet', baseUrl: 'http://fleet.test', userId: '12' }
const client = clientWith()

let row: Partial<ClientWire> | null = {}
let posted: unknown[] = []
let refusal: string | null = null
const onClose = vi.fn<() => void>()

const answer = (body: object) => Response.json({ message: '', timestamp: '', ...body })

beforeEach(() => {
  row = {}
  posted = []
  refusal = null
  onClose.mockReset()
  usePendingWrites.setState({ byServer: {} })
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    if (request.method === 'POST') {
      posted.push(await request.json())
      return refusal === null
        ? answer({ success: true, data: null })
        : answer({ success: false, data: null, message: refusal })
    }
    const devices = row ? [clientWireWith(row)] : []
    return answer({ success: true, data: { total: devices.length, devices } })
  })
})

afterEach(() => {
  cleanup()
  useConnections.setState({ access: 'full' })
  forgetInvalid(at, [client.id])
  vi.unstubAllGlobals()
})

async function open() {
  render(
    <TestKit queryClient={createQueryClient()}>
      <EditClientDialog at={at} client={client} onClose={onClose} />
      <ConfirmHost />
    </TestKit>,
  )
  return screen.findByRole('dialog', { name: 'Edit rack-1' })
}
const name = () => screen.getByRole('textbox', { name: 'Name' })
const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }))

async function type(text: string) {
  await userEvent.clear(name())
  await userEvent.type(name(), text)
}

test('only what was changed is sent, without the spaces around it', async () => {
  await open()
  await type(' rack-2 ')
  await save()
  await waitFor(() => expect(onClose).toHaveBeenCalled())
  expect(posted).toEqual([{ user_id: '12', client_id: client.id, name: 'rack-2' }])
})

test('where the console becomes read-only meanwhile, what was typed stays, and the button says why', async () => {
  await open()
  await type('rack-2')
  act(() => useConnections.setState({ access: 'read' }))
  await save()
  expect(screen.getByRole('button', { name: 'Save', description: 'This console is read-only' })).toBeDefined()
  expect(name()).toHaveProperty('value', 'rack-2')
  expect(posted).toEqual([])
  act(() => useConnections.setState({ access: 'full' }))
  await save()
  await waitFor(() => expect(onClose).toHaveBeenCalled())
})

test('markup in a name is a name', async () => {
  await open()
  await type('<img src=x onerror=alert(1)>')
  await save()
  await waitFor(() => expect(posted).toMatchObject([{ name: '<img src=x onerror=alert(1)>' }]))
  expect(document.querySelector('img')).toBeNull()
})

test('a name that somebody changed meanwhile is shown on saving, and nothing is sent until one has chosen', async () => {
  await open()
  await type('mine')
  row = { client_name: 'theirs' }
  await save()
  const notice = await screen.findByRole('alert')
  expect(notice.textContent).toMatch(/When you began\s*rack-1\s*On the server now\s*theirs\s*You typed\s*mine/)
  expect(posted).toEqual([])
  await userEvent.click(within(notice).getByRole('button', { name: 'Name: keep mine' }))
  await save()
  await waitFor(() => expect(posted).toMatchObject([{ name: 'mine' }]))
})

test('a client that vanished meanwhile is told of, and nothing is sent', async () => {
  await open()
  await type('mine')
  row = null
  await save()
  expect(await screen.findByText('The server no longer lists this client', { selector: 'p' })).toBeTruthy()
  expect(posted).toEqual([])
})

test('a refusal stays beside the form, with what was typed', async () => {
  refusal = 'database is busy'
  await open()
  await type('mine')
  await save()
  expect(await screen.findByText('fleet refused editing a client')).toBeTruthy()
  expect(name()).toHaveProperty('value', 'mine')
  expect(onClose).not.toHaveBeenCalled()
})

test('making it invalid asks first, with name and id, and keeps the id here', async () => {
  await open()
  await userEvent.click(await screen.findByRole('button', { name: 'Make invalid…' }))
  const question = await screen.findByRole('alertdialog', { name: 'Make rack-1 invalid?' })
  expect(question.textContent).toContain(client.id)
  expect(posted).toEqual([])
  await userEvent.click(within(question).getByRole('button', { name: 'Make invalid' }))
  await waitFor(() => expect(invalidClients(at)).toMatchObject([{ id: client.id, name: 'rack-1' }]))
  expect(posted).toEqual([{ user_id: '12', client_id: client.id, valid_status: 'invalid' }])
})
