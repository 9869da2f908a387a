import * as fc from 'fast-check'
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
  expect(fileName(['x'.repeat(1000)], 'csv').length).toBeLessThan(210)
  expect(fileName(['名'.repeat(1000)], 'csv')).toMatch(/^名{66}\.csv$/)
})

test('a name that Windows keeps for a device is made another', () => {
  expect(fileName(['con'], 'csv')).toBe('file-con.csv')
  expect(fileName(['COM1.log'], 'csv')).toBe('file-COM1.log.csv')
  expect(fileName(['console'], 'csv')).toBe('console.csv')
})

const anyUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit))

test('whatever a server calls itself, the name stays in its folder and is what it looks like', () => {
  const hostile = fc.constantFrom(
    '..',
    '/',
    '\\',
    '\u202E',
    '\0',
    '\n',
    ':',
    '|',
    '%2f',
    '~',
    '$(x)',
    'con',
    '名',
    '😀',
    'a',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(hostile, anyUnit), { maxLength: 40 }), (parts) => {
      const name = fileName(parts, 'csv')
      expect(name).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}._-]*\.csv$/u)
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(210)
      expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)\./i)
    }),
  )
})
