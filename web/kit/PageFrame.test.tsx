// @vitest-environment jsdom
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router'
import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { useConnections } from './connections.ts'
import { PageFrame } from './PageFrame.tsx'
import { setTitlePrefix, tabTitle } from './pageTitle.ts'
import { TestKit } from './testing.tsx'

afterEach(() => {
  cleanup()
  setTitlePrefix(null)
  useConnections.setState({ title: null })
})

async function show() {
  // Only the router's own scrolling, which jsdom does not have.
  vi.stubGlobal('scrollTo', () => undefined)
  const root = createRootRoute({ component: Outlet })
  const page = (path: string, title: string) =>
    createRoute({ getParentRoute: () => root, path, component: () => <PageFrame title={title}>{null}</PageFrame> })
  const router = createRouter({
    routeTree: root.addChildren([page('/', 'Overview'), page('/models', 'Models')]),
    history: createMemoryHistory(),
  })
  render(
    <TestKit>
      <RouterProvider router={router} />
    </TestKit>,
  )
  await screen.findByRole('heading', { level: 1, name: 'Overview' })
  return (href: string) => act(() => router.navigate({ href }))
}

test('a page names itself to the tab, and takes the focus after a navigation, but not at the start', async () => {
  const go = await show()
  expect(document.title).toBe('Overview · Quarterdeck')
  expect(document.activeElement).toBe(document.body)

  await go('/models')
  const heading = await screen.findByRole('heading', { level: 1, name: 'Models' })
  await waitFor(() => expect(document.activeElement).toBe(heading))
  expect(document.title).toBe('Models · Quarterdeck')

  heading.blur()
  await go('/models?q=qwen')
  expect(document.activeElement).toBe(document.body)
})

test('what moves in the background shows in the tab’s title on every page', async () => {
  await show()
  act(() => setTitlePrefix('43%'))
  expect(document.title).toBe('43% · Overview · Quarterdeck')
  act(() => useConnections.setState({ title: 'Lab Hangzhou' }))
  expect(document.title).toBe('43% · Overview · Lab Hangzhou')
  act(() => setTitlePrefix(null))
  expect(document.title).toBe('Overview · Lab Hangzhou')
})

test('a title is one short line whatever it names', () => {
  expect(tabTitle({ title: `a\u202E\n${'x'.repeat(10_000)}`, prefix: null }, null).length).toBeLessThan(110)
  expect(tabTitle({ title: null, prefix: null }, null)).toBe('Quarterdeck')
})
