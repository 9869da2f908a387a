import { expect, test } from 'vitest'
import { announcedPhase } from './PullAnnouncer.tsx'

test('only changes of phase are announced, and not those that happen after every file', () => {
  expect(announcedPhase('starting', 'downloading')).toBe('downloading')
  expect(announcedPhase('downloading', 'downloading')).toBeNull()
  expect(announcedPhase('verifying', 'downloading')).toBeNull()
  expect(announcedPhase('downloading', 'stalled')).toBe('stalled')
  expect(announcedPhase('downloading', 'retrying')).toBe('retrying')
  // Told by a notification.
  expect(announcedPhase('downloading', 'finished')).toBeNull()
  // A pull that is new to this page has not changed.
  expect(announcedPhase(undefined, 'downloading')).toBeNull()
})
