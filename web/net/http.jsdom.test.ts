// @vitest-environment jsdom
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { call } from './http.ts'
import { postEvents } from './events.ts'
import { problemOf, serve } from './testServer.ts'

test('calls and streams work in a simulated page too, whose AbortSignal is another one', async () => {
  const { at } = await serve((res, req) => {
    res.setHeader('Access-Control-Allow-Origin', '*')
    if (req.method === 'GET') res.writeHead(200, { 'Content-Type': 'application/json' }).end('"1.2"')
    else res.writeHead(200, { 'Content-Type': 'text/event-stream' }).end('data: a\n\n')
  })
  const { signal } = new AbortController()
  await expect(call({ at, operation: 'xw.version', path: '/', schema: v.string(), signal })).resolves.toBe('1.2')

  const heard: string[] = []
  await postEvents({
    at,
    operation: 'xw.pull',
    path: '/',
    body: {},
    changes: false,
    signal,
    onEvent: ({ data }) => heard.push(data),
  })
  expect(heard).toEqual(['a'])

  const controller = new AbortController()
  const stopped = problemOf(
    call({ at, operation: 'xw.version', path: '/', schema: v.string(), signal: controller.signal }),
  )
  controller.abort()
  expect((await stopped).kind).toBe('abort')
})
