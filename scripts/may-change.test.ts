import { readdirSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../web')

/**
 * What leads to a request that changes a server, by the module that exports it. A page that takes one of these must
 * ask whether this console may change anything, or be drawn only by those that ask.
 */
const doors: Readonly<Record<string, readonly string[]>> = {
  'backends/xw/queriesSettings.ts': ['setConfigValue', 'reloadConfig', 'update'],
  'backends/xw/queriesInstances.ts': ['actOn', 'stopInstance', 'removeInstance'],
  'backends/xw/pulls/startPullRunner.ts': ['startPullRunner'],
  'backends/xw/pulls/pullStore.ts': ['pulls'],
  'backends/xw/pulls/pullActions.ts': ['usePullActions'],
  'backends/xw/starts/startStore.ts': ['startsOf', 'useStartEngine'],
  'backends/xw/starts/instanceBulk.ts': ['runBulk', 'retryBulk'],
  'backends/xw/updates/updateActions.ts': ['updateRuns'],
  'backends/gpuf/queriesWrites.ts': ['editClient', 'insertClient', 'insertModel', 'sendClientEdit'],
  'backends/gpuf/bulk/bulkActions.ts': ['bulkRuns', 'startBulkEdit', 'startBulkUndo'],
}

/** They take a door and change nothing by it. */
const harmless: Readonly<Record<string, string>> = {
  'backends/xw/pages/pulls/PullLogView.tsx': 'reads the log of a pull',
  'backends/xw/pages/start/StartLogDisclosure.tsx': 'reads the log of a start',
  'backends/xw/updates/UpdatesBackground.tsx': 'takes up interrupted runs, which go on only when asked to',
  'backends/xw/pages/versions/UpdateRuns.tsx': 'the same',
  'backends/gpuf/bulk/BulkBackground.tsx': 'the same',
  'backends/gpuf/pages/changes/BulkRunPanel.tsx': 'the same',
}

interface Import {
  readonly from: string
  /** Undefined where it takes all: a namespace, or a module that is loaded later. */
  readonly names: readonly string[] | undefined
  /** The name of the namespace. */
  readonly as?: string | undefined
}

interface Source {
  readonly text: string
  readonly imports: readonly Import[]
}

const sources: ReadonlyMap<string, Source> = new Map(
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.(?:test|fixture)\.tsx?$|(?:^|\/)testing/.test(path))
    .map((path) => [path, sourceOf(path)]),
)

function sourceOf(path: string): Source {
  const text = readFileSync(resolve(root, path), 'utf8')
  const placeOf = (from: string): string =>
    from.startsWith('@/') ? from.slice(2) : relative(root, resolve(root, dirname(path), from))
  const imports: Import[] = []
  for (const [, what = '', from = ''] of text.matchAll(/^import (?!type )([^;]*?) from '([^']+)'/gm)) {
    const names = /\{([^}]*)\}/.exec(what)?.[1]
    imports.push({
      from: placeOf(from),
      names: names?.split(',').map((name) => name.trim().split(' as ')[0]?.trim() ?? ''),
      as: /\* as (\w+)/.exec(what)?.[1],
    })
  }
  for (const [, from = ''] of text.matchAll(/\bimport\(\s*'([^']+)'/g)) {
    imports.push({ from: placeOf(from), names: undefined })
  }
  return { text, imports }
}

function takes({ text, imports }: Source, module: string, names: readonly string[]): boolean {
  return imports.some((one) => {
    if (one.from !== module) return false
    if (one.as !== undefined) return names.some((name) => new RegExp(`\\b${one.as}\\.${name}\\b`).test(text))
    return one.names === undefined || names.some((name) => one.names?.includes(name))
  })
}

function importersOf(module: string): readonly string[] {
  return [...sources].filter(([, { imports }]) => imports.some(({ from }) => from === module)).map(([path]) => path)
}

const asks = /\buseMayChange\(/

/** It asks itself, or is only drawn by those that do. */
function isBehind(path: string, seen: readonly string[] = []): boolean {
  if (asks.test(sources.get(path)?.text ?? '')) return true
  if (seen.includes(path)) return true
  const importers = importersOf(path)
  return importers.length > 0 && importers.every((importer) => isBehind(importer, [...seen, path]))
}

/** The functions of a client that send what changes a server. */
function changesOf(path: string): readonly string[] {
  const parts = sources.get(path)?.text.split(/^(?=export )/m) ?? []
  return parts
    .filter((part) => /\bchanges: true\b/.test(part))
    .flatMap((part) => /^export (?:async )?function (\w+)/.exec(part)?.[1] ?? `${path}: a change outside of a function`)
}

const clients = [...sources.keys()].filter((path) => /^backends\/\w+\/(?:client|streams)\w*\.ts$/.test(path))

test('every request that changes a server goes through a door that is known here', () => {
  const changing = clients.filter((path) => changesOf(path).length > 0)
  expect(changing).toContain('backends/xw/streams.ts')
  expect(changing).toContain('backends/gpuf/clientRegister.ts')
  const strangers = changing.flatMap((client) =>
    [...sources].filter(([path, source]) => !(path in doors) && takes(source, client, changesOf(client))),
  )
  expect(strangers.map(([path]) => path)).toEqual([])
})

test('whatever takes such a door asks whether this console may change anything, or stands behind what asks', () => {
  const takers = [...sources].filter(
    ([path, source]) =>
      !(path in doors) && Object.entries(doors).some(([module, names]) => takes(source, module, names)),
  )
  const open = takers.map(([path]) => path).filter((path) => !(path in harmless) && !isBehind(path))
  expect(open).toEqual([])
  // The look itself sees something.
  expect(takers.map(([path]) => path)).toEqual(expect.arrayContaining(Object.keys(harmless)))
  expect(takers.length).toBeGreaterThan(20)
})
