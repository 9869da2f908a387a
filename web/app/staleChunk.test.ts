import { expect, test } from 'vitest'
import { isStaleChunk } from './staleChunk.ts'

test.each([
  'Failed to fetch dynamically imported module: http://ops/assets/Settings-1a2b.js',
  'error loading dynamically imported module: http://ops/assets/Settings-1a2b.js',
  'Importing a module script failed.',
  'Unable to preload CSS for /assets/Settings.css',
  "'text/html' is not a valid JavaScript MIME type.",
])('a part that is gone after an update is told from a fault: %s', (message) => {
  expect(isStaleChunk(new TypeError(message))).toBe(true)
})

test('a fault of the console is not taken for an update', () => {
  expect(isStaleChunk(new TypeError("Cannot read properties of undefined (reading 'id')"))).toBe(false)
  expect(isStaleChunk('Failed to fetch dynamically imported module')).toBe(false)
})

test('it is also seen behind the error of the page that needed it', () => {
  const cause = new TypeError('Importing a module script failed.')
  expect(isStaleChunk(new Error('FleetPage did not load', { cause }))).toBe(true)
})
