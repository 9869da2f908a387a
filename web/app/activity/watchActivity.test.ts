import * as v from 'valibot'
import { afterEach, expect, test, vi } from 'vitest'
import { useConnections } from '@/kit/connections.ts'
import { call } from '@/net/http.ts'
import { problemOf, serve } from '@/net/testServer.ts'
import type { EndEntry } from './activityLog.ts'
import { watchActivity } from './watchActivity.ts'

let stop = () => {}
afterEach(() => {
  stop()
  useConnections.setState({ user: null })
})

const asked = { operation: 'xw.stopInstance', method: 'POST', path: '/stop', schema: v.unknown() } as const

test('who asked is who was signed in when it was sent; the writer may come later, and then writes all', async () => {
  const end = vi.fn<EndEntry>(() => Promise.resolve())
  const begin = vi.fn<() => Promise<EndEntry>>(() => Promise.resolve(end))
  let comes = false
  stop = watchActivity(() => (comes ? Promise.resolve(begin) : Promise.reject(new Error('offline'))))
  const { at } = await serve((res) => void res.writeHead(500).end('{"error":"no"}'))

  useConnections.setState({ user: 'mira' })
  const problem = await problemOf(call({ ...asked, at, changes: true }))
  expect(begin).not.toHaveBeenCalled()
  useConnections.setState({ user: 'song' })
  comes = true
  await problemOf(call({ ...asked, at, changes: true }))
  await vi.waitFor(() => expect(end).toHaveBeenCalledTimes(2))
  expect(begin.mock.calls.map(([, user]: readonly unknown[]) => user)).toEqual(['mira', 'song'])
  expect(end).toHaveBeenNthCalledWith(1, problem, expect.any(Number))
})
