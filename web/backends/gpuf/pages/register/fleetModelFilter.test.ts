import { expect, test } from 'vitest'
import type { FleetModel } from '../../schema/fleetModel.ts'
import { filterFleetModels } from './fleetModelFilter.ts'

const model = (name: string, gb: number | null, active: boolean | null) =>
  ({
    name,
    version: '1.0',
    active,
    minGpuMemoryBytes: gb === null ? null : gb * 2 ** 30,
    downloadUrl: null,
    checksum: null,
  }) as FleetModel
const models = [model('small', 4, true), model('large', 72, true), model('old', 16, false), model('odd', null, null)]
const names = (search: Parameters<typeof filterFleetModels>[1]) =>
  filterFleetModels(models, search).map(({ name }) => name)

test('no filter leaves all', () => expect(names({})).toHaveLength(4))
test('what fits 16 GB needs at most 16, and what says nothing needs nothing', () =>
  expect(names({ fits: '16' })).toEqual(['small', 'old', 'odd']))
test('offered or not; what does not say is neither', () => {
  expect(names({ active: 'yes' })).toEqual(['small', 'large'])
  expect(names({ active: 'no' })).toEqual(['old'])
})
test('all words must occur', () => expect(names({ q: 'L 1.0 ar' })).toEqual(['large']))
test('a number that is none leaves nothing out', () => expect(names({ fits: 'much' })).toHaveLength(4))
