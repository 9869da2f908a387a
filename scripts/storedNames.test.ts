import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** Names that files of the console give to what a browser keeps, or shares between tabs, without `quarterdeck` before. */
function storedNames(): readonly string[] {
  const files = readdirSync(join(root, 'web'), { recursive: true, encoding: 'utf8' })
  const text = files
    .filter((name) => /\.tsx?$/.test(name) && !/\.(?:test|fixture|testing)\.tsx?$/.test(name))
    .map((name) => readFileSync(join(root, 'web', name), 'utf8'))
    .join('\n')
  return [...text.matchAll(/['`]quarterdeck[.:/]([\w./]+)/g)].map(([, name = '']) => name)
}

/** Those of a kind stand together there; the mocks' are not of a real console, and a file of talks only calls itself so. */
const kinds = /^(?:mocks|gpuf|talks|fleet\.selection|xw\.(?:drafts|memory|same|start|logMarks|update))\b/

test('docs/trust.md names all that a browser keeps', () => {
  const doc = readFileSync(join(root, 'docs/trust.md'), 'utf8')
  const isNamed = (name: string): boolean => doc.includes(`\`${name}`) || doc.includes(`\`quarterdeck.${name}\``)
  const names = new Set(storedNames())
  expect(names.size).toBeGreaterThan(15)
  expect([...names].filter((name) => !kinds.test(name) && !isNamed(name))).toEqual([])
})
