import { QueryClient } from '@tanstack/react-query'
import * as v from 'valibot'
import { beforeEach, expect, test, vi } from 'vitest'
import { type Change, watchChanges } from '@/net/changes.ts'
import type { Endpoint } from '@/net/endpoint.ts'
import { InstanceSchema, type InstanceWire } from '../schema/instance.ts'
import { dismissBulk, isBulkRunning, PER_SERVER, retryBulk, runBulk, useInstanceBulk } from './instanceBulk.ts'

const servers = ['npu-01', 'npu-02'].map((id): Endpoint => ({
  kind: 'xw',
  id,
  label: id,
  baseUrl: `http://${id}.test`,
}))

function wire(alias: string): InstanceWire {
  return { id: alias, alias, model_id: 'm', state: 'ready', started_at: '2026-04-27T09:20:00Z', container_id: alias }
}

const queryClient = new QueryClient()
const aliases = ['a', 'b', 'c', 'd']
let list: InstanceWire[]
/** Aliases that the servers refuse to stop. */
let refused: Set<string>
let under: number
let most: number
let asked: string[]

beforeEach(() => {
  list = aliases.map(wire)
  refused = new Set()
  under = most = 0
  asked = []
  vi.stubGlobal('fetch', async (url: string, { body }: { body?: string } = {}) => {
    const { pathname, host } = new URL(url)
    if (pathname === '/api/runtime/instances') return Response.json({ instances: list })
    const { alias }: { alias: string } = JSON.parse(body ?? '{}')
    asked.push(`${host} ${pathname.split('/').at(-1)} ${alias}`)
    under += host.startsWith('npu-01') ? 1 : 0
    most = Math.max(most, under)
    await Promise.resolve()
    under -= host.startsWith('npu-01') ? 1 : 0
    return refused.has(alias)
      ? Response.json({ error: 'Failed to stop instance: busy', code: '500' }, { status: 500 })
      : Response.json({ message: 'ok' })
  })
})

const chosen = () =>
  servers.flatMap((at) =>
    aliases.map((alias) => ({ at, instance: v.parse(InstanceSchema, wire(alias)), stopFirst: alias !== 'd' })),
  )

const over = () => vi.waitFor(() => expect(isBulkRunning(useInstanceBulk.getState())).toBe(false))
const outcomes = (server: string) =>
  useInstanceBulk.getState().items.flatMap(({ at, outcome }) => (at.id === server ? [outcome.kind] : []))

test('many are stopped, a few at a time on each server, and another run waits for this one', async () => {
  expect(runBulk('stop', chosen(), queryClient)).toBe(true)
  expect(runBulk('stop', chosen(), queryClient)).toBe(false)
  await over()
  expect(outcomes('npu-01')).toEqual(['done', 'done', 'done', 'done'])
  expect(asked).toHaveLength(8)
  expect(most).toBeLessThanOrEqual(PER_SERVER)
  dismissBulk()
  expect(useInstanceBulk.getState().items).toEqual([])
})

test('each has its own outcome, and those that failed can be tried again', async () => {
  refused.add('b')
  runBulk('remove', chosen().slice(0, 4), queryClient)
  await over()
  expect(outcomes('npu-01')).toEqual(['done', 'failed', 'done', 'done'])
  refused.clear()
  asked = []
  retryBulk(queryClient)
  await over()
  expect(outcomes('npu-01')).toEqual(['done', 'done', 'done', 'done'])
  expect(asked).toEqual(['npu-01.test remove b'])
})

test('one that was replaced or is gone is left alone, and cannot be tried again', async () => {
  list = [{ ...wire('a'), container_id: 'another' }, wire('c'), wire('d')]
  runBulk('stop', chosen().slice(0, 4), queryClient)
  await over()
  expect(outcomes('npu-01')).toEqual(['replaced', 'gone', 'done', 'done'])
  expect(asked).toEqual(['npu-01.test stop c', 'npu-01.test stop d'])
  asked = []
  retryBulk(queryClient)
  expect(asked).toEqual([])
})

test('an empty list is no sign that they are gone: they can be tried again', async () => {
  list = []
  runBulk('stop', chosen().slice(0, 2), queryClient)
  await over()
  expect(outcomes('npu-01')).toEqual(['nothing-listed', 'nothing-listed'])
  list = aliases.map(wire)
  retryBulk(queryClient)
  await over()
  expect(outcomes('npu-01')).toEqual(['done', 'done'])
})

test('all that a run changes is known to belong together, what is tried again too; another run is another one', async () => {
  const changes: Change[] = []
  const stop = watchChanges({ onStart: (change) => void changes.push(change), onEnd: () => undefined })
  refused.add('a')
  runBulk('stop', chosen().slice(0, 3), queryClient)
  await over()
  retryBulk(queryClient)
  await over()
  dismissBulk()
  runBulk('remove', chosen().slice(4, 6), queryClient)
  await over()
  stop()
  const groups = changes.map(({ operation, group }) => [operation, group?.kind, group?.id])
  const [first] = groups
  const last = groups.at(-1)
  expect(groups).toEqual([
    ...Array.from({ length: 4 }, () => ['xw.stopInstance', 'xw.stop', first?.[2]]),
    ...Array.from({ length: 2 }, () => ['xw.removeInstance', 'xw.remove', last?.[2]]),
  ])
  expect(first?.[2]).not.toBe(last?.[2])
})
