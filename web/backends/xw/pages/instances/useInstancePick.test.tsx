// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import type { InstancesSearch } from '../../paths.ts'
import { mostInLink, useInstancePick } from './useInstancePick.ts'

afterEach(cleanup)

function useAddress(first: InstancesSearch) {
  const [search, setSearch] = useState(first)
  return { search, pick: useInstancePick(search.pick, setSearch) }
}

const bare = {} as InstancesSearch

test('what is chosen is in the address, and a link chooses it again', () => {
  const { result } = renderHook(() => useAddress({ ...bare, q: 'chat' }))
  act(() => {
    // Two presses before the page is drawn anew: neither is lost.
    result.current.pick.onChange((before) => new Set([...before, 'npu-01/a']))
    result.current.pick.onChange((before) => new Set([...before, 'npu-02/b']))
  })
  expect(result.current.search).toEqual({ q: 'chat', pick: ['npu-01/a', 'npu-02/b'] })
  const linked = renderHook(() => useAddress(result.current.search))
  expect([...linked.result.current.pick.chosen]).toEqual(['npu-01/a', 'npu-02/b'])
  act(() => result.current.pick.onChange(() => new Set()))
  expect(result.current.search).toEqual({ q: 'chat', pick: undefined })
})

test('more than a link can carry is kept by the tab, which says so', () => {
  const { result } = renderHook(() => useAddress(bare))
  const many = Array.from({ length: mostInLink + 1 }, (_, index) => `npu-01/${index}`)
  act(() => result.current.pick.onChange(() => new Set(many)))
  expect(result.current.search.pick).toBeUndefined()
  expect([result.current.pick.chosen.size, result.current.pick.isInLink]).toEqual([many.length, false])
  act(() => result.current.pick.onChange((before) => new Set([...before].slice(1))))
  expect(result.current.search.pick).toHaveLength(mostInLink)
  expect(result.current.pick.isInLink).toBe(true)
})
