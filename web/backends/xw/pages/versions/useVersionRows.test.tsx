// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setConnections } from '@/kit/connections.ts'
import { markLastKnown } from '@/kit/lastKnown.ts'
import { createQueryClient } from '@/kit/queryClient.ts'
import { TestKit } from '@/kit/testing.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import type { UpdateList } from '../../schema/update.ts'
import { JoinedView } from '@/kit/JoinedView.tsx'
import { updates } from '../../queriesSettings.ts'
import { useVersionColumns } from './useVersionColumns.tsx'
import { useVersionRows } from './useVersionRows.ts'

const at: Endpoint = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'http://npu-01.test' }
const SAID_AT = Date.now() - 60 * 60_000

beforeEach(() => {
  // Nobody answers yet.
  vi.stubGlobal('fetch', () => new Promise(() => undefined))
  setConnections({ servers: [at], streams: 4, title: null, demo: null, access: 'full', user: null, problems: [] })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function States() {
  const joined = useVersionRows()
  const state = useVersionColumns().find(({ id }) => id === 'state')
  return (
    <JoinedView joined={joined}>
      {(rows) => rows.map(({ at: { id }, data }) => <p key={id}>{state?.cell(data)}</p>)}
    </JoinedView>
  )
}

test('versions from before the page was loaded are dated, and their state says that it is only last known', async () => {
  const queryClient = createQueryClient()
  const said: UpdateList = {
    currentXw: '0.0.1',
    currentConfig: '0.0.5',
    compatible: [],
    incompatible: [],
    installed: ['0.0.5'],
  }
  markLastKnown(said, SAID_AT)
  queryClient.setQueryData(updates(at).queryKey, said, { updatedAt: SAID_AT })
  render(
    <TestKit queryClient={queryClient}>
      <States />
    </TestKit>,
  )
  expect(await screen.findByText(/· last known$/)).toBeDefined()
  expect(await screen.findByText(/^Last known state/)).toBeDefined()
})
