// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest'
import { firstLanguage, usePreferences } from './preferences.ts'
import { startTheme } from './theme.ts'

const key = 'quarterdeck.preferences'
const { theme, language, timeZone } = usePreferences.getState()
const stored = (state: unknown) => {
  localStorage.setItem(key, typeof state === 'string' ? state : JSON.stringify({ state, version: 0 }))
  return usePreferences.persist.rehydrate()
}

beforeEach(() => {
  usePreferences.setState({ theme, language, timeZone })
  localStorage.clear()
})

test.each([
  [['zh-TW', 'en'], 'zh-CN'],
  [['de-DE', 'en-GB', 'zh'], 'en'],
  [['fr'], 'en'],
  [[], 'en'],
])('who reads %j begins in %s', (wanted, first) => {
  expect(firstLanguage(wanted)).toBe(first)
})

test('what was chosen is there the next time', async () => {
  usePreferences.getState().setTimeZone('utc')
  usePreferences.getState().setTheme('dark')
  const kept = localStorage.getItem(key) ?? ''
  usePreferences.setState({ theme: 'system', timeZone: 'local' })
  await stored(kept)
  expect(usePreferences.getState()).toMatchObject({ theme: 'dark', timeZone: 'utc' })
})

test('what makes no sense in storage is passed over, and the rest is taken', async () => {
  await stored({ theme: 'neon', language: 'tlh', timeZone: 'utc' })
  expect(usePreferences.getState()).toMatchObject({ theme: 'system', language: 'en', timeZone: 'utc' })
  await stored('not JSON')
  await stored(null)
  expect(usePreferences.getState().setTheme).toBeTypeOf('function')
})

test('a browser that refuses storage still takes the choice for now', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError')
  })
  usePreferences.getState().setTheme('light')
  expect(usePreferences.getState().theme).toBe('light')
})

const shown = () => document.documentElement.dataset['theme']

test('the document follows the system until a theme is chosen', () => {
  const listeners = new Set<() => void>()
  let isDark = true
  vi.stubGlobal('matchMedia', () => ({
    get matches() {
      return isDark
    },
    addEventListener: (_type: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_type: string, listener: () => void) => listeners.delete(listener),
  }))

  const stop = startTheme()
  expect(shown()).toBe('dark')
  isDark = false
  for (const listener of listeners) listener()
  expect(shown()).toBe('light')
  usePreferences.getState().setTheme('dark')
  expect(shown()).toBe('dark')

  stop()
  expect(listeners.size).toBe(0)
  usePreferences.getState().setTheme('light')
  expect(shown()).toBe('dark')
})
