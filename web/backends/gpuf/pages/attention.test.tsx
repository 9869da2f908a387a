// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { useConnections } from '@/kit/connections.ts'
import { createQueryClient } from '@/kit/queryClient.ts'
import { TestKit } from '@/kit/testing.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { clients } from '../queries.ts'
import { clientsWith } from '../schema/clients.fixture.ts'
import { clientWith } from '../schema/client.fixture.ts'
import type { Client } from '../schema/client.ts'
import { useAttention } from './attention.ts'

const at: Endpoint = { kind: 'gpuf', id: 'fleet', label: 'fleet', baseUrl: 'http://fleet.test', userId: '12' }

beforeEach(() => useConnections.setState({ servers: [at] }))
afterEach(cleanup)

function attentionFor(list: readonly Client[], readAt: number, clockOffsetMs = 0) {
  const queryClient = createQueryClient()
  queryClient.setQueryData(clients(at).queryKey, clientsWith(list, { now: readAt, clockOffsetMs }), {
    updatedAt: readAt,
  })
  queryClient.setDefaultOptions({ queries: { staleTime: Infinity } })
  const { result } = renderHook(useAttention, {
    wrapper: ({ children }) => <TestKit queryClient={queryClient}>{children}</TestKit>,
  })
  act(() => undefined)
  return result.current
}

test('many that fall silent together are one item that names the pipeline and leads to its rows', () => {
  const readAt = Date.now()
  const list = Array.from({ length: 40 }, (_, index) =>
    clientWith({ id: `c${index}`, lastOnline: readAt - 1_200_000 - index * 1000 }),
  )
  expect(attentionFor(list, readAt)).toEqual([
    expect.objectContaining({
      severity: 'critical',
      title: '40 clients fell silent together',
      href: '/fleet?seen=silent',
      since: readAt - 1_200_000,
    }),
  ])
})

test('more than twenty matters are twenty and one that counts the others', () => {
  const readAt = Date.now()
  const list = Array.from({ length: 30 }, (_, index) =>
    clientWith({ id: `c${index}`, status: 'error', lastOnline: readAt }),
  )
  const items = attentionFor(list, readAt)
  expect(items).toHaveLength(21)
  expect(items.at(-1)).toMatchObject({ title: '10 more findings in the fleet', href: '/fleet?warn=any' })
})

test('a browser whose clock is ten minutes off sees no silence that the server does not see', () => {
  const readAt = Date.now()
  const list = [clientWith({ lastOnline: readAt - 610_000 })]
  expect(attentionFor(list, readAt, -600_000)).toEqual([])
  expect(attentionFor(list, readAt, 0)).toHaveLength(1)
})
