import * as v from 'valibot'
import { expect, test } from 'vitest'
import { ConfigInfoSchema } from '../../schema/config.ts'
import { CurrentVersionSchema, UpdateListSchema } from '../../schema/update.ts'
import { fateOf, planBring, versionChoices } from './bringPlan.ts'
import { filterVersions, offeredCount, unverifiedCount, versionRow, type VersionRow } from './versionRows.ts'

interface Said {
  readonly set?: string
  readonly running?: string
  readonly compatible?: readonly string[]
  readonly incompatible?: readonly string[]
  readonly isAway?: boolean
}

function server(
  id: string,
  { set = '0.0.5', running = set, compatible = [], incompatible = [], isAway = false }: Said,
) {
  return versionRow(
    { kind: 'xw', id, label: id, baseUrl: `http://${id}.test` },
    {
      xw: '0.0.1',
      isAway,
      facts: {
        list: v.parse(UpdateListSchema, {
          current_xw_version: '0.0.1',
          current_config_version: running,
          compatible_versions: compatible.map((version) => ({ version, sha256: version === '0.0.6' ? 'f00' : '' })),
          incompatible_versions: incompatible.map((version) => ({ version, min_xw_version: '0.1.0' })),
          installed_versions: [set, '0.0.4'],
        }),
        current: v.parse(CurrentVersionSchema, { config_version: set, installed: true }),
        config: v.parse(ConfigInfoSchema, { name: id, config_version: running, registry: 'https://reg.test' }),
      },
    },
  )
}

const offers = ['0.0.10', '0.0.6', '0.0.5', '0.0.4']
const current = server('npu-01', { compatible: offers, incompatible: ['0.1.0'] })
const behind = server('npu-02', { set: '0.0.4', compatible: offers })
const ahead = server('npu-03', { set: '0.0.10', compatible: offers })
const waits = server('npu-04', { set: '0.0.6', running: '0.0.5', compatible: offers })
const cutOff = server('mx-01', {})
const away = server('mx-02', { compatible: offers, isAway: true })
const all: readonly VersionRow[] = [current, behind, ahead, waits, cutOff, away]

const never = () => false

test('the preview says for each server what would happen', () => {
  const fates = planBring(all, '0.0.6', never).map(({ row, fate }) => `${row.at.id} ${fate.kind}`)
  expect(fates).toEqual([
    'npu-01 update',
    'npu-02 update',
    'npu-03 back',
    'npu-04 reload',
    'mx-01 not-offered',
    'mx-02 no-answer',
  ])
  expect(planBring([current], '0.0.5', never)[0]?.fate.kind).toBe('there')
  expect(planBring([current], '0.0.6', () => true)[0]?.fate.kind).toBe('busy')
})

test('what does not go with its xw says what it needs; what is on its disk can be gone back to', () => {
  expect(fateOf(current, '0.1.0')).toEqual({ kind: 'incompatible', needs: '0.1.0' })
  expect(fateOf(cutOff, '0.0.4')).toEqual({ kind: 'back', offered: null })
})

test('the versions to choose from are those that somebody can have, newest first by version', () => {
  expect(versionChoices(all).map(({ version, count }) => `${version}: ${count}`)).toEqual([
    '0.0.10: 4',
    '0.0.6: 4',
    '0.0.5: 5',
    '0.0.4: 5',
  ])
  expect(versionChoices([away])).toEqual([])
})

test('servers are found by name, version, registry and state', () => {
  expect(filterVersions(all, { q: '0.0.10' }).map(({ at }) => at.id)).toEqual(['npu-03'])
  expect(filterVersions(all, { state: ['no-answer', 'not-offered'] }).map(({ at }) => at.id)).toEqual([
    'mx-01',
    'mx-02',
  ])
  expect(filterVersions(all, { q: 'reg.test' })).toHaveLength(6)
})

test('packages without a checksum are counted, and what was not told is not none', () => {
  expect(unverifiedCount(current)).toBe(3)
  expect(offeredCount(current)).toBe(5)
  expect(offeredCount(cutOff)).toBe(0)
  expect(offeredCount({ ...cutOff, facts: { ...cutOff.facts, list: undefined } })).toBeNull()
})
