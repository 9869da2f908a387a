import { QueryClient } from '@tanstack/react-query'
import * as v from 'valibot'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Endpoint } from '@/net/endpoint.ts'
import { instances, startKey, useMemory } from './queries.ts'
import { actOn } from './queriesInstances.ts'
import { InstanceSchema, type InstanceWire } from './schema/instance.ts'

const at: Endpoint = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'http://npu-01.test' }
const wire: InstanceWire = {
  id: 'chat',
  alias: 'chat',
  model_id: 'm',
  state: 'ready',
  created_at: '2026-04-27T09:19:57Z',
  started_at: '2026-04-27T09:20:00Z',
  container_id: 'c1',
}
const known = v.parse(InstanceSchema, wire)
const queryClient = new QueryClient()

let asked: string[]
function serve(list: InstanceWire[] | number, answer = 200): void {
  asked = []
  vi.stubGlobal('fetch', (url: string) => {
    const path = new URL(url).pathname
    if (path === '/api/runtime/instances') {
      return Promise.resolve(
        typeof list === 'number' ? new Response('', { status: list }) : Response.json({ instances: list }),
      )
    }
    asked.push(path)
    return Promise.resolve(
      Response.json(answer === 200 ? {} : { error: 'no', code: String(answer) }, { status: answer }),
    )
  })
}

beforeEach(() => {
  queryClient.clear()
  useMemory.setState({ ready: {}, stopped: {}, downloading: {}, silent: {}, listed: { 'npu-01': 2 } })
})

describe('the list is read anew right before', () => {
  test.each([
    ['the same', wire, 'done'],
    ['the same, its container started anew by its engine', { ...wire, started_at: '2026-05-01T00:00:00Z' }, 'done'],
    ['the same, of a server that names no containers', { ...wire, container_id: null }, 'done'],
    ['another container', { ...wire, container_id: 'c2', created_at: null }, 'replaced'],
    ['created at another time', { ...wire, created_at: '2026-05-01T00:00:00Z' }, 'replaced'],
    ['started at another time', { ...wire, container_id: null, started_at: '2026-05-01T00:00:00Z' }, 'replaced'],
    ['of another model', { ...wire, model_id: 'other' }, 'replaced'],
    ['of another id', { ...wire, id: 'chat-2' }, 'replaced'],
    ['another alias', { ...wire, id: 'x', alias: 'x' }, 'gone'],
  ])('%s', async (_what, now, kind) => {
    serve([now])
    expect((await actOn(at, known, 'stop', queryClient)).kind).toBe(kind)
    expect(asked).toEqual(kind === 'done' ? ['/api/runtime/stop'] : [])
    // What was read is what the pages show from now on.
    expect(queryClient.getQueryData(instances(at).queryKey)).toHaveLength(1)
  })

  test('an empty list says nothing of it', async () => {
    serve([])
    expect(await actOn(at, known, 'remove', queryClient)).toEqual({ kind: 'nothing-listed' })
    expect(asked).toEqual([])
  })

  test('without a list nothing is done, and it is the removing that has failed', async () => {
    serve(500)
    await expect(actOn(at, known, 'remove', queryClient)).rejects.toMatchObject({
      operation: 'xw.removeInstance',
      kind: 'server',
    })
    expect(asked).toEqual([])
  })
})

test('a stop is remembered as asked for here, unless the server refused it', async () => {
  serve([wire])
  await actOn(at, known, 'stop', queryClient)
  expect(useMemory.getState().stopped).toEqual({ [startKey(at, known)]: true })
  serve([wire], 500)
  await expect(actOn(at, known, 'stop', queryClient)).rejects.toMatchObject({ kind: 'server' })
  expect(useMemory.getState().stopped).toEqual({})
})

test('one removed from here is one less, and no sign of an engine that has failed', async () => {
  serve([wire])
  await actOn(at, known, 'stop-and-remove', queryClient)
  expect(useMemory.getState().listed).toEqual({ 'npu-01': 1 })
})
