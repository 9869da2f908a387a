import { expect, test } from 'vitest'
import { fileMoment, fileName } from './saveFile.ts'

test('a file name keeps letters of any language and nothing that a file system refuses', () => {
  expect(fileName(['../CPU: npu/01?', fileMoment(Date.parse('2026-11-20T14:02:05.123Z'))], 'csv')).toBe(
    'CPU-npu-01-_20261120T140205Z.csv',
  )
  expect(fileName(['健康 图表'], 'png')).toBe('健康-图表.png')
})

test('a name of nothing and a name without end are still names', () => {
  expect(fileName(['???'], 'csv')).toBe('file.csv')
  expect(fileName(['x'.repeat(1000)], 'csv').length).toBeLessThan(130)
})
