import * as v from 'valibot'
import { afterEach, expect, test } from 'vitest'
import { allowChanges, type Change, type ChangeEnd, checkChanges, watchChanges } from './changes.ts'
import { postEvents } from './events.ts'
import { call } from './http.ts'
import { problemOf, serve } from './testServer.ts'

const told: (readonly ['start', Change] | readonly ['end', Change, ChangeEnd])[] = []
let stop = () => {}

function watch() {
  stop = watchChanges({
    onStart: (change) => told.push(['start', change]),
    onEnd: (change, end) => told.push(['end', change, end]),
  })
}

afterEach(() => {
  stop()
  told.length = 0
  allowChanges(true)
})

const asked = { operation: 'xw.stopInstance', method: 'POST', path: '/api/runtime/stop', schema: v.unknown() } as const

test('a change is told when it is sent and when it is over, a question is not', async () => {
  watch()
  const { at } = await serve((res) => void res.writeHead(200).end('{}'))
  await call({ ...asked, at, changes: true, body: { alias: 'a' } })
  await call({ ...asked, at, changes: false })
  expect(told).toEqual([
    ['start', expect.objectContaining({ operation: 'xw.stopInstance', path: asked.path, body: { alias: 'a' } })],
    ['end', told[0]?.[1], { at: expect.any(Number) }],
  ])
})

test('a change that is refused ends with why', async () => {
  watch()
  const { at } = await serve((res) => void res.writeHead(409).end('{"error":"busy"}'))
  const problem = await problemOf(call({ ...asked, at, changes: true }))
  expect(told[1]).toEqual(['end', told[0]?.[1], { at: expect.any(Number), problem }])
})

test('a stream that changes something is over with its last event', async () => {
  watch()
  const { at } = await serve(
    (res) => void res.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: a\n\n'),
  )
  let ended: boolean | undefined
  await postEvents({
    at,
    operation: 'xw.pull',
    path: '/api/models/pull',
    changes: true,
    body: {},
    onEvent: () => {
      ended = told.length > 1
    },
  })
  expect(ended).toBe(false)
  expect(told.map(([what]) => what)).toEqual(['start', 'end'])
})

test('a stream whose last event says that the work failed ends with those words', async () => {
  watch()
  const { at } = await serve(
    (res) => void res.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: disk full\n\n'),
  )
  let said: string | undefined
  const pull = { at, operation: 'xw.pull', path: '/api/models/pull', changes: true, body: {} }
  await postEvents({ ...pull, onEvent: ({ data }) => (said = data), isLast: () => true, failure: () => said })
  const end = told[1]?.[0] === 'end' ? told[1][2] : undefined
  expect(end?.problem?.facts).toEqual({ kind: 'server', status: 200, words: 'disk full' })
})

test('a console that may only look sends nothing that changes, and says so', async () => {
  watch()
  allowChanges(false)
  let requests = 0
  const { at } = await serve((res) => {
    requests += 1
    res.writeHead(200).end('{}')
  })
  const facts = { kind: 'request', reason: 'read-only' }
  expect((await problemOf(call({ ...asked, at, changes: true }))).facts).toEqual(facts)
  const pull = { at, operation: 'xw.pull', path: '/', changes: true, body: {}, onEvent: () => {} }
  expect((await problemOf(postEvents(pull))).facts).toEqual(facts)
  expect([requests, told]).toEqual([0, []])
  await call({ ...asked, at, changes: false })
  expect(requests).toBe(1)
})

test('a change is not sent, and not told, where the look before it finds why; a question is not looked at', async () => {
  watch()
  const { at, requests } = await serve((res) => void res.writeHead(200).end('{}'))
  const facts = { kind: 'request', reason: 'another-server', expected: 'npu-01', received: 'npu-07' } as const
  const unwatch = checkChanges((server) => Promise.resolve(server === at ? facts : undefined))
  expect((await problemOf(call({ ...asked, at, changes: true }))).facts).toEqual(facts)
  const pull = { at, operation: 'xw.pull', path: '/', changes: true, body: {}, onEvent: () => {} }
  expect((await problemOf(postEvents(pull))).facts).toEqual(facts)
  expect([requests, told]).toEqual([[], []])
  await call({ ...asked, at, changes: false })
  unwatch()
  await call({ ...asked, at, changes: true })
  expect(requests).toHaveLength(2)
})
