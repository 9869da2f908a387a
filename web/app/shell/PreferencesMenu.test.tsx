// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useConnections } from '@/kit/connections.ts'
import { TestKit } from '@/kit/testing.tsx'
import { PreferencesMenu } from './PreferencesMenu.tsx'

class NoResizes {
  readonly observe = () => undefined
  readonly unobserve = () => undefined
  readonly disconnect = () => undefined
}

beforeEach(() => vi.stubGlobal('ResizeObserver', NoResizes))

afterEach(() => {
  cleanup()
  useConnections.setState({ user: null })
  vi.unstubAllGlobals()
})

function openMenu(user: string | null) {
  useConnections.setState({ user })
  render(<PreferencesMenu />, { wrapper: TestKit })
  const button = screen.getByRole('button', { name: 'Theme, language, time zone' })
  // jsdom has no popovers: this is what the browser would tell of the press.
  const popup = document.getElementById(button.getAttribute('popovertarget') ?? '')
  if (popup === null) throw new Error('the button opens nothing')
  fireEvent(popup, Object.assign(new Event('toggle'), { newState: 'open' }))
}

test('the menu says who is signed in, as text, however long the name is', async () => {
  openMenu(`<b>mira</b> ${'x'.repeat(300)}`)
  const name = await screen.findByText(/^<b>mira<\/b> x+…$/)
  expect(name.textContent.length).toBeLessThanOrEqual(61)
  expect(name.closest('p')?.textContent).toContain('Signed in as')
})

test('where nobody says who it is, nothing is claimed', async () => {
  openMenu(null)
  await screen.findByRole('radio', { name: 'Dark', hidden: true })
  expect(screen.queryByText('Signed in as')).toBeNull()
})
