import { expect, test } from 'vitest'
import type { AttentionItem } from '@/kit/attention.ts'
import { byUrgency } from './byUrgency.ts'

const item = (id: string, severity: AttentionItem['severity'], since?: number): AttentionItem => ({
  id,
  severity,
  title: id,
  ...(since === undefined ? {} : { since }),
})

const order = (items: AttentionItem[]): string[] => items.toSorted(byUrgency).map(({ id }) => id)

test('the critical comes first, however young', () => {
  expect(order([item('old notice', 'notice', 1), item('warning', 'warning', 2), item('new', 'critical', 9)])).toEqual([
    'new',
    'warning',
    'old notice',
  ])
})

test('of two alike the one that has lasted longer comes first, and an unknown start last', () => {
  expect(order([item('unknown', 'critical'), item('young', 'critical', 9), item('old', 'critical', 1)])).toEqual([
    'old',
    'young',
    'unknown',
  ])
})

test('without any known start the order still does not change from poll to poll', () => {
  const [a, b, c] = [item('a', 'warning'), item('b', 'warning'), item('c', 'warning')]
  expect(order([c, a, b])).toEqual(order([b, c, a]))
})
