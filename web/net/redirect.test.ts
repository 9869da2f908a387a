import * as v from 'valibot'
import { expect, test } from 'vitest'
import { postEvents } from './events.ts'
import { call } from './http.ts'
import { needsSignIn } from './problem.ts'
import { problemOf, serve } from './testServer.ts'

const asked = { operation: 'xw.version', path: '/api/version', schema: v.unknown() } as const
/** Nobody listens there, as a browser lets nobody read what another origin answers. */
const elsewhere = 'http://127.0.0.1:1/sign-in'

test('a redirect to where nothing can be read wants a sign-in, and is not taken for silence', async () => {
  const { at, requests } = await serve((res) => void res.writeHead(302, { location: elsewhere }).end())
  const problem = await problemOf(call({ ...asked, at }))
  expect(problem.facts).toEqual({ kind: 'response', reason: 'redirect', status: 0 })
  expect(needsSignIn(problem)).toBe(true)
  expect(requests).toHaveLength(2)
  // Each attempt to follow is a complaint of the browser's: one is enough, until something else is answered.
  await problemOf(call({ ...asked, at }))
  expect(requests).toHaveLength(3)
})

test('a redirect on the same server is followed', async () => {
  const { at } = await serve((res, req) =>
    req.url === '/api/version'
      ? void res.writeHead(308, { location: '/v2/version' }).end()
      : void res.writeHead(200).end('{"at":"v2"}'),
  )
  expect(await call({ ...asked, at })).toEqual({ at: 'v2' })
})

test('at its end a sign-in page is one', async () => {
  const { at } = await serve((res, req) =>
    req.url === '/sign-in'
      ? void res.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><form>')
      : void res.writeHead(302, { location: '/sign-in' }).end(),
  )
  const problem = await problemOf(call({ ...asked, at }))
  expect(problem.facts).toMatchObject({ kind: 'response', reason: 'html' })
})

test('what changes a server is sent once, wherever it is redirected to', async () => {
  const { at, requests } = await serve((res) => void res.writeHead(307, { location: '/elsewhere' }).end())
  const change = { ...asked, at, method: 'POST', changes: true, body: {} } as const
  expect(needsSignIn(await problemOf(call(change)))).toBe(true)
  const pull = { at, operation: 'xw.pull', path: '/api/models/pull', changes: true, body: {}, onEvent: () => undefined }
  expect(needsSignIn(await problemOf(postEvents(pull)))).toBe(true)
  expect(requests.map(({ url }) => url)).toEqual(['/api/version', '/api/models/pull'])
})
