import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Endpoint } from '@/net/endpoint.ts'
import { chipsOf } from '../../schema/device.fixture.ts'
import { modelsHere } from './modelsHere.ts'

const at = (id: string): Endpoint => ({ kind: 'xw', id, label: id, baseUrl: `http://${id}.test` })
const model = (id: string, supportedDevices: readonly string[]) => ({ id, supportedDevices: [...supportedDevices] })
const catalogue = (list: ReturnType<typeof model>[]) => ({
  models: list.map((one) => ({
    description: null,
    version: null,
    sizeBytes: null,
    format: null,
    status: 'not_downloaded',
    source: null,
    tag: null,
    defaultEngine: null,
    modifiedAt: null,
    ...one,
  })),
})

const all = [model('qwen', ['ascend-910b', 'metax-c550']), model('glm', ['ascend-310p']), model('big', ['nvidia-h20'])]

test('models are counted by the chips that are here, and those for none of them are named', () => {
  const here = modelsHere(
    [
      { at: at('a'), data: [...chipsOf('910b', 8), ...chipsOf('310p', 1, 0x80)] },
      { at: at('b'), data: chipsOf('c550', 2) },
    ],
    [
      { at: at('a'), data: catalogue(all) },
      { at: at('b'), data: catalogue(all) },
    ],
  )
  expect(here.types.map(({ type, servers, models }) => [type, servers[0]?.chips, models])).toEqual([
    ['ascend-310p', 2, ['glm']],
    ['ascend-910b', 8, ['qwen']],
    ['metax-c550', 2, ['qwen']],
  ])
  expect(here.servers.map(({ models }) => models)).toEqual([['glm', 'qwen'], ['qwen']])
  expect(here.nowhere).toEqual([{ model: 'big', needs: ['nvidia-h20'] }])
})

test('a model that names the variant runs on it', () => {
  const said = { at: at('a'), data: chipsOf('910b', 1) }
  const here = modelsHere([said], [{ at: at('a'), data: catalogue([model('tuned', ['ascend-910b4'])]) }])
  expect(here.types[0]?.models).toEqual(['tuned'])
})

test('a server that did not tell its catalogue, or its chips, makes no claim', () => {
  const chips = [{ at: at('a'), data: chipsOf('910b', 1) }]
  expect(modelsHere(chips, [])).toEqual({ types: [], servers: [], nowhere: [] })
  expect(modelsHere([], [{ at: at('a'), data: catalogue(all) }]).nowhere).toEqual([])
})

test('each model of a catalogue runs somewhere here or nowhere, never both', () => {
  const types = fc.subarray(['ascend-910b', 'ascend-310p', 'metax-c550', 'nvidia-h20'])
  fc.assert(
    fc.property(fc.array(types, { maxLength: 6 }), (wanted) => {
      const list = wanted.map((devices, index) => model(`m-${index}`, devices))
      const here = modelsHere(
        [{ at: at('a'), data: [...chipsOf('910b', 1), ...chipsOf('c550', 1, 0x80)] }],
        [{ at: at('a'), data: catalogue(list) }],
      )
      const some = new Set(here.types.flatMap(({ models }) => models))
      const none = here.nowhere.map(({ model }) => model)
      expect([...some, ...none].sort()).toEqual(list.map(({ id }) => id).sort())
    }),
  )
})
