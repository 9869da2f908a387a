import { expect, test } from 'vitest'
import { byteDigits, scaleOf } from './bytes.ts'

const shown = (bytes: number) => {
  const scale = scaleOf(bytes)
  return `${(bytes / scale.size).toFixed(byteDigits(bytes, scale))} ${scale.unit}`
}

test.each([
  [0, '0 B'],
  [1, '1 B'],
  [1023, '1023 B'],
  [1024, '1.0 KiB'],
  [17_609_365_914, '16.4 GiB'],
  [107_374_182_400, '100 GiB'],
  [1024 ** 3 - 1, '1.0 GiB'],
  [99.96 * 1024 ** 2, '100 MiB'],
  [2 ** 50 * 5000, '5000 PiB'],
  [-2048, '-2.0 KiB'],
])('%d bytes read %s', (bytes, text) => {
  expect(shown(bytes)).toBe(text)
})
