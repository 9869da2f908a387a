import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
/** A house of empty rooms, with this project's lint rules, in which violations are planted. */
let house = ''
/** The rules that lint found broken, by file. */
let found: ReadonlyMap<string, ReadonlySet<string>> = new Map()

const furniture = [
  'web/app/App.tsx',
  'web/backends/xw/backend.tsx',
  'web/backends/xw/queries.ts',
  'web/backends/xw/client.ts',
  'web/backends/xw/paths.ts',
  'web/backends/xw/schema/device.ts',
  'web/backends/xw/pages/DevicesPage.tsx',
  'web/backends/xw/pulls/pullStore.ts',
  'web/backends/gpuf/backend.tsx',
  'web/backends/gpuf/queries.ts',
  'web/backends/gpuf/client.ts',
  'web/backends/gpuf/engine/clients.ts',
  'web/backends/gpuf/sampling/sampler.ts',
  'web/backends/gpuf/schema/client.ts',
  'web/kit/QueryView.tsx',
  'web/ui/Button.tsx',
  'web/ui/charts/TimeChart.tsx',
  'web/net/http.ts',
  'web/lib/bytes.ts',
  'web/locales/en/ui.ts',
  'mocks/simulator.ts',
  'server/serverList.ts',
  'e2e/console.ts',
  'bench/run.ts',
]

beforeAll(async () => {
  house = await mkdtemp(join(await cacheFolder(), 'rooms-'))
  await cp(join(root, '.oxlintrc.json'), join(house, '.oxlintrc.json'))
  await cp(join(root, 'tsconfig.json'), join(house, 'tsconfig.json'))
  await symlink(join(root, 'node_modules'), join(house, 'node_modules'))
  await Promise.all(furniture.map((path) => plant(path, 'export const thing = 1\n')))
  const planted = [...violations, ...allowed, ...cycle]
  await Promise.all(planted.map(({ path, text }) => plant(path, text)))
  found = await lint(planted.map(({ path }) => path))
}, 60_000)

afterAll(async () => {
  await rm(house, { recursive: true, force: true })
})

/** Outside of node_modules, where lint would take every file for a package's. */
async function cacheFolder(): Promise<string> {
  const folder = join(root, '.cache')
  await mkdir(folder, { recursive: true })
  return folder
}

async function plant(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(house, path)), { recursive: true })
  await writeFile(join(house, path), text)
}

/** Looks at all files at once: most of the time that it takes is its start. */
async function lint(paths: readonly string[]): Promise<Map<string, Set<string>>> {
  const report = await new Promise<string>((done) => {
    execFile(
      process.execPath,
      [join(root, 'node_modules/oxlint/bin/oxlint'), '-c', '.oxlintrc.json', '--no-ignore', '-f', 'json', ...paths],
      { cwd: house, maxBuffer: 2 ** 26 },
      (_error, stdout) => done(stdout),
    )
  })
  const { diagnostics } = JSON.parse(report) as { diagnostics: { code: string; filename: string }[] }
  const byFile = new Map<string, Set<string>>()
  for (const { code, filename } of diagnostics) {
    const path = relative(house, resolve(house, filename))
    byFile.set(path, (byFile.get(path) ?? new Set()).add(code))
  }
  return byFile
}

const rulesBrokenBy = (path: string): readonly string[] => [...(found.get(path) ?? [])]

const importing = (from: string): string => `import { thing } from '${from}'\n\nexport const other = thing\n`

const boundary = 'boundaries(dependencies)'

/** Each in a file of its own, called as its kind is called. */
function numbered(cases: readonly (readonly [what: string, path: string, text: string, rule?: string])[]) {
  return cases.map(([what, path, text, rule = ''], index) => ({
    what,
    path: path.replace(/(\.tsx?)$/, `${index}$1`),
    text,
    rule,
  }))
}

const violations = numbered([
  ['a page importing its client', 'web/backends/xw/pages/Planted.tsx', importing('../client.ts'), boundary],
  ['a page importing the transport', 'web/backends/xw/pages/Planted.tsx', importing('@/net/http.ts'), boundary],
  [
    'a page importing another backend',
    'web/backends/xw/pages/Planted.tsx',
    importing('@/backends/gpuf/queries.ts'),
    boundary,
  ],
  ['a page importing the app', 'web/backends/xw/pages/Planted.tsx', importing('@/app/App.tsx'), boundary],
  ['a page importing a catalog', 'web/backends/xw/pages/Planted.tsx', importing('@/locales/en/ui.ts'), boundary],
  [
    'a backend importing another',
    'web/backends/gpuf/queries-planted.ts',
    importing('@/backends/xw/client.ts'),
    boundary,
  ],
  ['queries importing a component', 'web/backends/xw/queries-planted.ts', importing('@/ui/Button.tsx'), boundary],
  ['a client importing the kit', 'web/backends/xw/client-planted.ts', importing('@/kit/QueryView.tsx'), boundary],
  ['a schema importing the transport', 'web/backends/xw/schema/planted.ts', importing('@/net/http.ts'), boundary],
  ['a schema importing a client', 'web/backends/xw/schema/planted.ts', importing('../client.ts'), boundary],
  ['a page importing an engine', 'web/backends/gpuf/pages/Planted.tsx', importing('../engine/clients.ts'), boundary],
  ['an engine importing queries', 'web/backends/gpuf/engine/planted.ts', importing('../queries.ts'), boundary],
  ['an engine importing the kit', 'web/backends/gpuf/engine/planted.ts', importing('@/kit/QueryView.tsx'), boundary],
  [
    'an engine importing background work',
    'web/backends/gpuf/engine/planted.ts',
    importing('../sampling/sampler.ts'),
    boundary,
  ],
  ['the kit importing a backend', 'web/kit/Planted.tsx', importing('@/backends/xw/queries.ts'), boundary],
  ['a component importing the kit', 'web/ui/Planted.tsx', importing('@/kit/QueryView.tsx'), boundary],
  ['a component importing the transport', 'web/ui/Planted.tsx', importing('@/net/http.ts'), boundary],
  ['the transport importing a component', 'web/net/planted.ts', importing('@/ui/Button.tsx'), boundary],
  ['a pure function importing the transport', 'web/lib/planted.ts', importing('@/net/http.ts'), boundary],
  ['the app importing a client', 'web/app/Planted.tsx', importing('@/backends/xw/client.ts'), boundary],
  ['the app importing a page', 'web/app/Planted.tsx', importing('@/backends/xw/pages/DevicesPage.tsx'), boundary],
  ['a mock importing a query', 'mocks/planted.ts', importing('@/backends/xw/queries.ts'), boundary],
  ['an end-to-end test importing the console', 'e2e/planted.ts', importing('@/kit/QueryView.tsx'), boundary],
  ['the server importing the console', 'server/planted.ts', importing('@/lib/bytes.ts'), boundary],
  ['the server importing the mocks', 'server/planted.ts', importing('@mocks/simulator.ts'), boundary],
  ['the console importing the server', 'web/app/Planted.ts', importing('../../server/serverList.ts'), boundary],
  ['the console importing the mocks', 'web/kit/Planted.ts', importing('@mocks/simulator.ts'), boundary],
  [
    'a file that belongs to no room',
    'web/planted/thing.ts',
    'export const other = 2\n',
    'boundaries(no-unknown-files)',
  ],
  ['fetch outside of net', 'web/kit/planted.ts', "export const other = fetch('/x')\n", 'eslint(no-restricted-globals)'],
  [
    'EventSource outside of net',
    'web/kit/planted.ts',
    "export const other = new EventSource('/x')\n",
    'eslint(no-restricted-globals)',
  ],
  [
    'recharts outside of ui/charts',
    'web/kit/planted.ts',
    "import { LineChart } from 'recharts'\n\nexport const other = LineChart\n",
    'eslint(no-restricted-imports)',
  ],
  ['a barrel file', 'web/lib/planted.ts', "export * from './bytes.ts'\n", 'oxc(no-barrel-file)'],
  [
    'markup from text',
    'web/ui/Planted.tsx',
    'export const Other = () => <p dangerouslySetInnerHTML={{ __html: "x" }} />\n',
    'react(no-danger)',
  ],
])

const allowed = numbered([
  ['a page importing its queries', 'web/backends/xw/pages/Allowed.tsx', importing('../queries.ts')],
  [
    'a page importing a type of the transport',
    'web/backends/xw/pages/Allowed.tsx',
    "import type { thing } from '@/net/http.ts'\n\nexport type Other = typeof thing\n",
  ],
  ['queries importing their client', 'web/backends/xw/queries-allowed.ts', importing('./client.ts')],
  ['queries importing their engine', 'web/backends/gpuf/queries-allowed.ts', importing('./engine/clients.ts')],
  ['a page importing background work', 'web/backends/gpuf/pages/Allowed.tsx', importing('../sampling/sampler.ts')],
  ['a mock importing a schema', 'mocks/allowed.ts', importing('@/backends/xw/schema/device.ts')],
  ['an end-to-end test importing the server', 'e2e/allowed.ts', importing('../server/serverList.ts')],
  ['a script importing the server', 'scripts/allowed.ts', importing('../server/serverList.ts')],
  ['the app importing a door', 'web/app/Allowed.tsx', importing('@/backends/xw/backend.tsx')],
])

const cycle = ['one', 'two'].map((name) => {
  const other = name === 'one' ? 'two' : 'one'
  return {
    path: `web/lib/${name}.ts`,
    text: `import { ${other} } from './${other}.ts'\n\nexport const ${name} = (): number => ${other}()\n`,
  }
})

describe('what each room may not do', () => {
  test.each(violations)('$what is found', ({ path, rule }) => {
    expect(rulesBrokenBy(path)).toContain(rule)
  })

  test('a cycle is found', () => {
    expect(rulesBrokenBy('web/lib/two.ts')).toContain('import(no-cycle)')
  })
})

describe('what each room may do', () => {
  test.each(allowed)('$what is allowed', ({ path }) => {
    expect(rulesBrokenBy(path)).toEqual([])
  })
})
