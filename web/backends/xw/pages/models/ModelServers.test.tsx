// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { TestKit } from '@/kit/testing.tsx'
import type { Endpoint } from '@/net/endpoint.ts'
import { ModelServers } from './ModelServers.tsx'
import type { ModelOnServer } from './modelRows.ts'

afterEach(cleanup)

const at = (id: string): Endpoint => ({ kind: 'xw', id, label: id, baseUrl: `http://${id}.test` })
const on = (id: string, status: ModelOnServer['status'], isKept: boolean): ModelOnServer => ({
  at: at(id),
  catalog: null,
  downloaded: null,
  status,
  isSuitable: true,
  isKept,
})

/** What is drawn before a server's name, apart from its colour. */
function shapeOf(server: string): string {
  const badge = screen.getByText((text, element) => element?.ariaHidden === 'true' && text.startsWith(server))
  return badge.closest('[title]')?.querySelector('svg')?.innerHTML ?? ''
}

test.each([
  ['now', false],
  ['last known', true],
])('which of several servers has a model is to be seen, be it %s', (_, isKept) => {
  render(<ModelServers model="m" on={[on('npu-01', 'downloaded', isKept), on('npu-02', 'not_downloaded', isKept)]} />, {
    wrapper: TestKit,
  })
  expect(shapeOf('npu-01')).not.toBe('')
  expect(shapeOf('npu-01')).not.toBe(shapeOf('npu-02'))
  expect(screen.queryAllByText(/· last known/)).toHaveLength(isKept ? 2 : 0)
})
