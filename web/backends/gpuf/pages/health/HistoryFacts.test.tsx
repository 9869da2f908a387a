// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { TestKit } from '@/kit/testing.tsx'
import type { History } from '../../schema/history.ts'
import { HistoryFacts } from './HistoryFacts.tsx'

afterEach(cleanup)

function historyWith(changes: Partial<History> = {}): History {
  return {
    key: 'one',
    range: { from: 0, to: 3_600_000 },
    heartbeats: 1234,
    clients: [{ id: 'a', name: null, heartbeats: 1234 }],
    firstAt: 0,
    lastAt: 3_600_000,
    outOfOrder: 0,
    ahead: 0,
    tookMs: 1,
    bytes: 1,
    ...changes,
  }
}

function show(history: History) {
  render(
    <TestKit>
      <HistoryFacts history={history} isReading={false} />
    </TestKit>,
  )
}

test('what was read is counted, and nothing else is said of heartbeats that came as they should', () => {
  show(historyWith())
  expect(screen.getByText('1,234 heartbeats of 1 client')).toBeTruthy()
  expect(screen.queryByText(/ahead|out of order/)).toBeNull()
})

test('heartbeats of clocks that are ahead, and those out of order, are said', () => {
  show(historyWith({ ahead: 3, outOfOrder: 1 }))
  expect(
    screen.getByText('3 heartbeats came from clocks that are ahead of the server’s; they are not drawn.'),
  ).toBeTruthy()
  expect(screen.getByText('1 heartbeat came out of order; it is drawn where it belongs.')).toBeTruthy()
})
