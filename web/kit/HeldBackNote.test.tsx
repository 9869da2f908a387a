// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { noteBuffered } from '@/net/buffered.ts'
import { HeldBackNote } from './HeldBackNote.tsx'
import { TestKit } from './testing.tsx'

const server = { kind: 'xw', id: 'npu-01' }

afterEach(() => {
  cleanup()
  noteBuffered(server, false)
  noteBuffered(server, false, 'lines')
})

const show = () =>
  render(
    <TestKit>
      <HeldBackNote server={server} />
    </TestKit>,
  )

test('beside a stream that a proxy keeps back stands what to switch off there, and nothing beside another', () => {
  show()
  expect(screen.queryByRole('note')).toBe(null)
  cleanup()
  noteBuffered(server, true)
  noteBuffered({ kind: 'xw', id: 'npu-02' }, false)
  show()
  expect(screen.getByRole('note').textContent).toContain('proxy_buffering off')
})

test('what is kept back of a log says nothing of events: many proxies pass those on', () => {
  noteBuffered(server, true, 'lines')
  show()
  expect(screen.queryByRole('note')).toBe(null)
  cleanup()
  render(
    <TestKit>
      <HeldBackNote server={server} what="lines" />
    </TestKit>,
  )
  expect(screen.getByRole('note').textContent).toContain('proxy_buffering off')
})

test('a start, whose pings are rare, does not take back what a pull has shown; it may show more', () => {
  noteBuffered(server, true)
  noteBuffered(server, false, 'rare-events')
  show()
  expect(screen.getByRole('note').textContent).toContain('proxy_buffering off')
  cleanup()
  noteBuffered(server, false)
  noteBuffered(server, true, 'rare-events')
  show()
  expect(screen.getByRole('note').textContent).toContain('proxy_buffering off')
  noteBuffered(server, false, 'rare-events')
})
