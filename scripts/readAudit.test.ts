import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { findingText, readAudit } from './readAudit.mjs'

const everything = () => true

/** As npm writes it: a package with an advisory, and one that only depends on it. */
function report(vulnerabilities: object): string {
  return JSON.stringify({ auditReportVersion: 2, vulnerabilities, metadata: {} })
}

const parser = {
  name: 'parser',
  severity: 'high',
  isDirect: false,
  via: [{ source: 1, name: 'parser', title: 'Reads too much', url: 'https://advisories.example/1', severity: 'high' }],
  effects: ['table'],
  nodes: ['node_modules/parser'],
  range: '<2.0.0',
}
const table = {
  name: 'table',
  severity: 'moderate',
  isDirect: true,
  via: ['parser'],
  effects: [],
  range: '*',
  nodes: ['node_modules/table'],
}

test('what is grave is told from what is not, each with where to read of it', () => {
  const read = readAudit(report({ parser, table }), everything)
  if (read.kind !== 'known') throw new Error(read.why)
  expect(read.grave.map(findingText)).toEqual([
    'parser, which ships: high, Reads too much, https://advisories.example/1',
  ])
  expect(read.others.map(findingText)).toEqual(['table, which ships: moderate'])
})

test('what only builds and tests is named, and fails nothing', () => {
  const read = readAudit(report({ parser, table }), (place) => place === 'node_modules/table')
  if (read.kind !== 'known') throw new Error(read.why)
  expect(read.grave).toEqual([])
  expect(read.others.map(({ name, ships }) => [name, ships])).toEqual([
    ['parser', false],
    ['table', true],
  ])
})

test('what is not said to be anywhere may ship', () => {
  expect(readAudit(report({ parser: { ...parser, nodes: [] } }), () => false)).toMatchObject({
    grave: [{ ships: true }],
  })
})

test.each([
  ['critical', 1],
  ['high', 1],
  ['moderate', 0],
  ['low', 0],
  ['info', 0],
  // A word that npm has not used before is looked at, and does not stop anything.
  ['odd', 0],
  // Nothing that can be read is taken for the worst.
  [undefined, 1],
])('severity %s: %d that fail', (severity, count) => {
  const read = readAudit(report({ parser: { ...parser, severity } }), everything)
  expect(read.kind === 'known' && read.grave.length).toBe(count)
})

test('nothing found is known to be nothing', () => {
  expect(readAudit(report({}), everything)).toEqual({ kind: 'known', grave: [], others: [] })
})

test.each([
  ['', 'npm audit wrote no report'],
  ['npm error something', 'npm audit wrote no report'],
  ['[]', 'npm audit wrote no report'],
  ['{}', 'npm audit wrote no report'],
  ['{"message":"405 Method Not Allowed - POST https://registry.example","error":{"summary":""}}', /^405 /],
  ['{"error":{"code":"ENOLOCK","summary":"This command requires an existing lockfile.\\nTry"}}', /lockfile\.$/],
  ['{"vulnerabilities":null,"error":{"code":"ENOTFOUND"}}', 'ENOTFOUND'],
])('without a report (%s) nothing is known, and it is said why', (output, why) => {
  const read = readAudit(output, everything)
  expect(read).toMatchObject({ kind: 'unknown', why: expect.stringMatching(why) })
})

test('whatever npm writes, it is read', () => {
  fc.assert(
    fc.property(fc.json(), fc.jsonValue(), (output, found) => {
      expect(['known', 'unknown']).toContain(readAudit(output, everything).kind)
      expect(readAudit(report({ parser: found }), everything).kind).toBe('known')
    }),
  )
})
