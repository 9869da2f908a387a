import { expect, test } from 'vitest'
import { basePathOf } from './basePath.ts'

test.each([
  ['http://ops.example/', '/'],
  ['http://ops.example/ops/console/', '/ops/console'],
  ['http://ops.example/ops/console/index.html', '/ops/console'],
  ['http://ops.example', '/'],
])('the console at %s lives under %s', (baseUri, path) => {
  expect(basePathOf(baseUri)).toBe(path)
})
