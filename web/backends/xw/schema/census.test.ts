import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Census, compareCensus, compareVitals, illOf, type Vital } from './census.ts'

const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}$/))
const census = fc.record({
  models: fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), names),
  deviceTypes: names,
}) satisfies fc.Arbitrary<Census>

test('what came and what went leads from before to after, for any two catalogues', () => {
  fc.assert(
    fc.property(census, census, (before, after) => {
      const { models, deviceTypes } = compareCensus(before, after)
      const applied = (was: readonly string[], change: typeof models) =>
        [...was.filter((name) => !change?.removed.includes(name)), ...(change?.added ?? [])].toSorted()
      expect(applied(Object.keys(before.models), models)).toEqual(Object.keys(after.models).toSorted())
      expect(applied(before.deviceTypes, deviceTypes)).toEqual(after.deviceTypes.toSorted())
    }),
  )
})

test('nothing has changed between two looks at the same, in whatever order it came', () => {
  fc.assert(
    fc.property(census, (one) => {
      const turned: Census = {
        models: Object.fromEntries(Object.entries(one.models).reverse()),
        deviceTypes: one.deviceTypes.toReversed(),
      }
      expect(compareCensus(one, turned)).toEqual({
        models: { added: [], removed: [] },
        deviceTypes: { added: [], removed: [] },
        moved: [],
      })
    }),
  )
})

test('a model that runs on another type of device now is named', () => {
  const before = { models: { 'qwen3-8b': ['ascend-910b'] }, deviceTypes: [] }
  const after = { models: { 'qwen3-8b': ['ascend-310p', 'ascend-910b'] }, deviceTypes: [] }
  expect(compareCensus(before, after).moved).toEqual([
    { model: 'qwen3-8b', change: { added: ['ascend-310p'], removed: [] } },
  ])
})

test('a list that could not be had is not an empty one', () => {
  const none: Census = { models: null, deviceTypes: null }
  const some: Census = { models: { a: [] }, deviceTypes: ['x'] }
  expect(compareCensus(none, some)).toEqual({ models: null, deviceTypes: null, moved: [] })
  expect(compareCensus(some, none)).toEqual({ models: null, deviceTypes: null, moved: [] })
})

const vital = (alias: string, condition: Vital['condition'], id = alias): Vital => ({ id, alias, condition })

test('an instance that worked and does not, loads again or is gone is ill; one that was ill before is not news', () => {
  const changes = compareVitals(
    [
      vital('chat', 'ready'),
      vital('embed', 'ready'),
      vital('code', 'running'),
      vital('old', 'exited'),
      vital('x', 'ready'),
    ],
    [
      vital('chat', 'ready'),
      vital('embed', 'exited'),
      vital('code', 'loading'),
      vital('old', 'exited'),
      vital('new', 'starting'),
    ],
  )
  expect(changes.map(({ alias, verdict }) => `${alias} ${verdict}`)).toEqual([
    'chat well',
    'embed worse',
    'code settling',
    'old as-before',
    'x gone',
    'new new',
  ])
  expect(illOf(changes).map(({ alias }) => alias)).toEqual(['embed', 'code', 'x'])
})

test('an instance replaced under the same alias is gone, and another is there', () => {
  const changes = compareVitals([vital('chat', 'ready', 'a')], [vital('chat', 'ready', 'b')])
  expect(changes.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual(['a gone', 'b new'])
})
