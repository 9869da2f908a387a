import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { ConfigInfoSchema } from './config.ts'
import { CurrentVersionSchema, UpdateListSchema } from './update.ts'
import { inOrder, offerOf, type VersionFacts, versionState } from './versionState.ts'

interface Said {
  readonly set?: string
  readonly running?: string
  readonly compatible?: readonly string[]
  readonly incompatible?: readonly string[]
  readonly installed?: boolean
}

function offered(versions: readonly string[]) {
  return versions.length === 0 ? null : versions.map((version) => ({ version }))
}

function facts({
  set = '0.0.5',
  running = set,
  compatible = [],
  incompatible = [],
  installed = true,
}: Said): VersionFacts {
  return {
    list: v.parse(UpdateListSchema, {
      current_xw_version: '0.0.1',
      current_config_version: running,
      compatible_versions: offered(compatible),
      incompatible_versions: offered(incompatible),
      installed_versions: ['0.0.4', '0.0.10', set],
    }),
    current: v.parse(CurrentVersionSchema, { config_version: set, installed }),
    config: v.parse(ConfigInfoSchema, { name: 'npu-01', config_version: running }),
  }
}

describe('a server', () => {
  test('with nothing offered is not up to date: its registry may be out of reach', () => {
    expect(versionState(facts({}))).toEqual({ kind: 'not-offered' })
  })

  test('is up to date when the list is there and nothing newer goes with it', () => {
    expect(versionState(facts({ compatible: ['0.0.4', '0.0.5'], incompatible: ['0.1.0'] }))).toMatchObject({
      kind: 'up-to-date',
      tooNew: { version: '0.1.0' },
    })
  })

  test('is offered the newest, by version and not by text', () => {
    const state = versionState(facts({ set: '0.0.9', compatible: ['0.0.9', '0.0.10', '0.0.4'] }))
    expect(state).toMatchObject({ kind: 'newer', newest: { version: '0.0.10' } })
  })

  test('whose registry has nothing for its xw is not up to date', () => {
    expect(versionState(facts({ incompatible: ['0.1.0'] })).kind).toBe('none-compatible')
  })

  test('that was updated and not reloaded still runs the one before', () => {
    const state = versionState(facts({ set: '0.0.6', running: '0.0.5', compatible: ['0.0.6'] }))
    expect(state).toEqual({ kind: 'reload-pending', set: '0.0.6', running: '0.0.5' })
  })

  test('whose set version is not on its disk says so', () => {
    expect(versionState(facts({ installed: false })).kind).toBe('not-installed')
  })

  test('that says nothing is not known', () => {
    expect(versionState({ list: undefined, current: undefined, config: undefined }).kind).toBe('unknown')
    expect(versionState({ ...facts({}), list: undefined }).kind).toBe('unknown')
  })
})

test('what leads up to a release is older than it', () => {
  const { list } = facts({ compatible: ['1.0.0-rc2', '1.0.0', '0.9.0', '1.0.0-rc10'] })
  expect(list && inOrder(list).compatible.map(({ version }) => version)).toEqual([
    '1.0.0',
    '1.0.0-rc10',
    '1.0.0-rc2',
    '0.9.0',
  ])
})

test('a version on the disk can be gone back to, also when the registry does not answer', () => {
  const said = facts({})
  expect(offerOf(said, '0.0.4')).toBe('installed')
  expect(offerOf(said, '0.0.5')).toBe('set')
  expect(offerOf(said, '0.0.7')).toBe('not-offered')
  expect(offerOf(facts({ incompatible: ['0.1.0'] }), '0.1.0')).toBe('incompatible')
  expect(offerOf({ ...said, list: undefined }, '0.0.4')).toBe('unknown')
  expect(said.list?.installed).toEqual(['0.0.10', '0.0.5', '0.0.4'])
})
