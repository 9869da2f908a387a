// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { create } from 'zustand'
import { useConnections } from './connections.ts'
import { draw, usePaced } from './pace.ts'

const servers = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    kind: 'xw',
    id: `npu-${index}`,
    label: `npu-${index}`,
    baseUrl: 'api',
  }))

let startMs = 0

beforeEach(() => {
  vi.useFakeTimers()
  // Each test's clock begins at nought, and whatever the one before drew is long ago.
  startMs += 10_000
  vi.advanceTimersByTime(startMs)
})

afterEach(() => {
  vi.runAllTimers()
  vi.useRealTimers()
  useConnections.setState({ servers: [] })
})

/** An answer each five milliseconds for a second. */
async function answerAtTimes(work: () => void): Promise<void> {
  for (let n = 0; n < 200; n += 1) {
    draw(work)
    await vi.advanceTimersByTimeAsync(5)
  }
}

describe('what answers bring', () => {
  test('of a few servers, is drawn answer by answer', async () => {
    useConnections.setState({ servers: servers(3) })
    const work = vi.fn<() => void>()
    draw(work)
    await Promise.resolve()
    expect(work).toHaveBeenCalledOnce()
    await answerAtTimes(work)
    expect(work).toHaveBeenCalledTimes(201)
  })

  test('of a hundred, is drawn together: the first at once, and nothing is forgotten', async () => {
    useConnections.setState({ servers: servers(100) })
    let drawings = 0
    let last = -1
    const works = vi.fn<() => void>(() => {
      if (last !== Date.now()) drawings += 1
      last = Date.now()
    })
    draw(works)
    await Promise.resolve()
    expect(works).toHaveBeenCalledOnce()
    await answerAtTimes(works)
    await vi.advanceTimersByTimeAsync(100)
    expect(works).toHaveBeenCalledTimes(201)
    expect(drawings).toBeLessThanOrEqual(21)
  })

  test('is drawn at once on a page that nobody sees, whose timers may wait for a minute', async () => {
    useConnections.setState({ servers: servers(100) })
    const isHidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true)
    const work = vi.fn<() => void>()
    for (let n = 0; n < 3; n += 1) {
      draw(work)
      await Promise.resolve()
    }
    expect(work).toHaveBeenCalledTimes(3)
    isHidden.mockRestore()
  })
})

describe('while a button of the pointer is held down', () => {
  beforeEach(() => useConnections.setState({ servers: servers(3) }))

  test('no row moves away under it: what answers bring is drawn after the click', async () => {
    const seen: string[] = []
    const note = () => void seen.push('click')
    document.addEventListener('click', note)
    document.dispatchEvent(new Event('pointerdown', { bubbles: true }))
    draw(() => seen.push('drawn'))
    draw(() => seen.push('drawn too'))
    await vi.advanceTimersByTimeAsync(300)
    expect(seen).toEqual([])
    document.dispatchEvent(new Event('pointerup', { bubbles: true }))
    document.dispatchEvent(new Event('click', { bubbles: true }))
    document.removeEventListener('click', note)
    await vi.advanceTimersByTimeAsync(0)
    expect(seen).toEqual(['click', 'drawn', 'drawn too'])
  })

  test.each(['pointerup', 'pointercancel'])('and after a %s all goes on as before', async (end) => {
    document.dispatchEvent(new Event('pointerdown', { bubbles: true }))
    document.dispatchEvent(new Event(end, { bubbles: true }))
    const work = vi.fn<() => void>()
    draw(work)
    await Promise.resolve()
    expect(work).toHaveBeenCalledOnce()
  })

  test('for longer than a click takes, as one who drags, it is drawn all the same, and the next hold counts anew', async () => {
    const work = vi.fn<() => void>()
    document.dispatchEvent(new Event('pointerdown', { bubbles: true }))
    await vi.advanceTimersByTimeAsync(400)
    draw(work)
    await vi.advanceTimersByTimeAsync(100)
    expect(work).toHaveBeenCalledOnce()
    draw(work)
    await Promise.resolve()
    expect(work).toHaveBeenCalledTimes(2)

    document.dispatchEvent(new Event('pointerdown', { bubbles: true }))
    draw(work)
    await vi.advanceTimersByTimeAsync(100)
    document.dispatchEvent(new Event('pointerup', { bubbles: true }))
    await vi.advanceTimersByTimeAsync(300)
    expect(work).toHaveBeenCalledTimes(3)
    document.dispatchEvent(new Event('pointerdown', { bubbles: true }))
    draw(work)
    await vi.advanceTimersByTimeAsync(200)
    expect(work).toHaveBeenCalledTimes(3)
    document.dispatchEvent(new Event('pointerup', { bubbles: true }))
    await vi.advanceTimersByTimeAsync(0)
    expect(work).toHaveBeenCalledTimes(4)
  })
})

test('a store of all servers changes a hundred times and is read a few times; the last is what is shown', async () => {
  useConnections.setState({ servers: servers(100) })
  const store = create(() => ({ answers: 0 }))
  let renders = 0
  function Shown() {
    renders += 1
    return <p>{usePaced(store.subscribe, () => store.getState().answers)}</p>
  }
  render(<Shown />)
  for (let answers = 1; answers <= 100; answers += 1) {
    await act(async () => {
      store.setState({ answers })
      await vi.advanceTimersByTimeAsync(5)
    })
  }
  await act(() => vi.advanceTimersByTimeAsync(100))
  expect(screen.getByText('100')).toBeDefined()
  expect(renders).toBeLessThan(20)
})
