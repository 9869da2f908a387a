// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, test } from 'vitest'
import { TestKit } from '@/kit/testing.tsx'
import { ConnectionFindings } from './ConnectionFindings.tsx'
import type { Finding } from './finding.ts'
import { FindingItems } from './FindingItems.tsx'
import { useFindings } from './findingStore.ts'

const server = (id: string) => ({ kind: 'xw', id, label: id, baseUrl: `api/xw/${id}` })
const [first, second] = [server('npu-01'), server('npu-03')]
const minute = 60_000

const show = (finding: Finding) => {
  useFindings.setState({ findings: [finding], items: [] })
  render(
    <TestKit>
      <ConnectionFindings />
      <FindingItems />
    </TestKit>,
  )
}

afterEach(() => {
  cleanup()
  useFindings.setState({ findings: [], items: [] })
})

describe('what lies between this browser and the servers is said, with what to check', () => {
  test.each([
    [
      { kind: 'same-server', name: 'npu-01', servers: [first, second] },
      'npu-01 and npu-03 are one server, which calls itself npu-01',
      /shown once, under npu-01\. Check the address of npu-03\./,
    ],
    [
      { kind: 'same-name', name: 'xw', servers: [first, second] },
      'npu-01 and npu-03 all call themselves xw',
      /Give each a name of its own/,
    ],
    [
      { kind: 'other-name', at: first, other: second },
      'npu-01 calls itself npu-03, which is another connection here',
      /Check both addresses/,
    ],
    [
      { kind: 'changed-name', at: first, was: 'npu-01', now: 'npu-07' },
      'npu-01 answers as npu-07 now',
      /led to npu-01 before.*the first change you ask for is not sent/,
    ],
    [{ kind: 'clock', at: first, offsetMs: 10 * minute }, 'The clock of npu-01 is 10m fast', /time synchronisation/],
    [{ kind: 'clock', at: first, offsetMs: -10 * minute }, 'The clock of npu-01 is 10m slow', /time synchronisation/],
    [{ kind: 'browser-clock', offsetMs: 10 * minute }, 'The clock of this computer is 10m slow', /All servers agree/],
    [{ kind: 'buffered', at: first }, 'Something in front of npu-01 keeps back what it sends', /proxy_buffering off/],
    [
      { kind: 'no-connection', streams: 7, tabs: 2 },
      'All connections of this browser to localhost:3000 are in use',
      /7 streams hold them, in this tab and 2 others/,
    ],
  ] as const satisfies readonly (readonly [Finding, string, RegExp])[])('%o', (finding, title, check) => {
    show(finding)
    expect(screen.getByText(title)).toBeTruthy()
    expect(screen.getByText(check)).toBeTruthy()
    expect(useFindings.getState().items).toMatchObject([{ title, href: '/settings' }])
  })
})

test('where nothing was found, nothing is said', () => {
  const { container } = render(
    <TestKit>
      <ConnectionFindings />
    </TestKit>,
  )
  expect(container.textContent).toBe('')
})
