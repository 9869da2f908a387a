import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { accountedFor, broughtBy } from './shippedPackages.mjs'

const root = resolve(import.meta.dirname, '..')
const read = (name: string): string => readFileSync(join(root, name), 'utf8')
const named = accountedFor(read('README.md'))
const nameOf = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)

const isTestOnly = /\.(?:test|fixture|testing)\.tsx?$|(?:^|\/)test(?:ing|Server|Certificate)/
const importing = /(?:from|import\() ?'((?:@[\w-]+\/)?[\w.-]+)(?:\/[^']*)?'/g

/** The packages that files of the console, or of its server, import. */
function importedIn(folder: string): readonly string[] {
  const text = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !isTestOnly.test(name))
    .map((name) => read(join(folder, name)))
    .join('\n')
  return [...text.matchAll(importing)].map(([, name = '']) => name).filter((name) => !/^(?:\.|@mocks\b|@?$)/.test(name))
}

test('each package that ships is accounted for in the README, and no other', () => {
  const imported = new Set([...importedIn('web'), ...importedIn('server')].filter((name) => !name.startsWith('node:')))
  expect([...named].sort()).toEqual([...imported].sort())
})

test('what an operator’s npm installs is among them, and each is of one version only', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, string>>
  expect(Object.keys(dependencies ?? {}).filter((name) => !named.includes(name))).toEqual([])
  for (const name of named) expect({ ...devDependencies, ...dependencies }[name]).toMatch(/^\d+\.\d+\.\d+$/)
})

test('docs/trust.md names what these bring with them, and how many they are', () => {
  const brought = [...new Set([...broughtBy(JSON.parse(read('package-lock.json')), named)].map(nameOf))]
    .filter((name) => !named.includes(name) && !name.startsWith('@types/'))
    .sort()
  const [, count = '', list = ''] = /bring (\d+) others with them:\n\n([^]+?)\n\n/.exec(read('docs/trust.md')) ?? []
  expect(list.split(/,\s+/).map((name) => name.replace(/\.$/, ''))).toEqual(brought)
  expect(Number(count)).toBe(brought.length)
})

test('a package is looked for where Node looks for it', () => {
  const packages = {
    '': {},
    'node_modules/a': { dependencies: { b: '1', c: '1' } },
    'node_modules/a/node_modules/b': { dependencies: { c: '1' } },
    'node_modules/b': { dependencies: { d: '1' } },
    'node_modules/c': { dependencies: { a: '1' } },
    'node_modules/d': {},
  }
  expect([...broughtBy({ packages }, ['a'])].sort()).toEqual([
    'node_modules/a',
    'node_modules/a/node_modules/b',
    'node_modules/c',
  ])
  expect([...broughtBy({ packages }, ['b', 'gone'])].sort()).toEqual(['node_modules/b', 'node_modules/d'])
})
