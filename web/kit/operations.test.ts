import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import english from '@/locales/en/index.ts'
import chinese from '@/locales/zh-CN/index.ts'

const backends = resolve(import.meta.dirname, '../backends')

/** The operations that a backend's calls name: `operation: 'xw.pull'`, `ask('health', …)`, `ask(at, 'ping', …)`. */
function operationsOf(kind: string): readonly string[] {
  const sources = readdirSync(resolve(backends, kind))
    .filter((name) => /^(?:client|streams)\w*\.ts$/.test(name))
    .map((name) => readFileSync(resolve(backends, kind, name), 'utf8'))
    .join('\n')
  const full = [...sources.matchAll(new RegExp(`'${kind}\\.(\\w+)'`, 'g'))]
  const passed = [...sources.matchAll(/\b(?:ask|infer|readClients)\(\s*(?:at,\s*)?'(\w+)'/g)]
  return [...new Set([...full, ...passed].map(([, name]) => `${kind}_${name}`))].toSorted()
}

test.each([
  ['xw', 25],
  ['gpuf', 12],
])('every operation of %s has a name in both languages', (kind, atLeast) => {
  const operations = operationsOf(kind)
  expect(operations.length).toBeGreaterThanOrEqual(atLeast)
  for (const catalog of [english, chinese]) {
    const named = Object.keys(catalog.problem.operations).filter((key) => key.startsWith(`${kind}_`))
    expect(named.toSorted()).toEqual(operations)
  }
})
