import * as v from 'valibot'
import { expect, test } from 'vitest'
import { excerptOf, refusedFacts } from './answer.ts'
import { mismatch } from './schemaMismatch.ts'

const registry = 'https://ops:hunter2@registry.example/packages.json'

test('what a server says of a failure is told without its secrets', () => {
  const facts = refusedFacts(new Response(), JSON.stringify({ error: `Get "${registry}": no such host` }))
  expect(facts).toMatchObject({ words: 'Get "https://…@registry.example/packages.json": no such host' })
})

test('an answer that is not what it should be is quoted without them, also where the quote ends within one', () => {
  const schema = v.object({ registry: v.number() })
  const answer = { registry, hub: { token: 'abc' } }
  const { issues } = v.safeParse(schema, answer)
  if (!issues) throw new Error('it is a text')
  const told = JSON.stringify(mismatch(issues[0], JSON.stringify(answer)))
  expect(told).toContain('registry.example')
  expect(told).not.toMatch(/hunter2|ops:|"abc/)
  expect(excerptOf(`${'x'.repeat(285)} ${registry}`)).not.toContain('ops')
})
