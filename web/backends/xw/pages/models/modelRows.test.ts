import { describe, expect, test } from 'vitest'
import type { CatalogModel, Downloaded } from '../../schema/model.ts'
import { choicesOf, filterModels, joinModels, sizeOf } from './modelRows.ts'

const one = { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: '' }
const two = { kind: 'xw', id: 'mx-01', label: 'mx-01', baseUrl: '' }

function catalog(id: string, over: Partial<CatalogModel> = {}): CatalogModel {
  return {
    id,
    description: null,
    version: null,
    sizeBytes: null,
    supportedDevices: ['ascend-910b'],
    format: null,
    status: 'not_downloaded',
    source: `Org/${id}`,
    tag: 'latest',
    defaultEngine: { engine: 'vllm', mode: 'docker' },
    modifiedAt: null,
    ...over,
  }
}
function disk(id: string, sizeBytes: number, modifiedAt = 1): Downloaded {
  return { id, source: null, tag: 'latest', sizeBytes, defaultEngine: null, modifiedAt }
}
function list(models: readonly CatalogModel[], detectedDevices: readonly string[] = []) {
  return { models: [...models], total: models.length, available: models.length, detectedDevices: [...detectedDevices] }
}

const rows = joinModels(
  [
    {
      at: one,
      data: list([catalog('qwen3-8b', { status: 'downloaded', sizeBytes: 16 }), catalog('glm-4')], ['ascend-910b']),
    },
    { at: two, data: list([catalog('qwen3-8b', { supportedDevices: ['metax-c550'], sizeBytes: 20 })], []) },
  ],
  [{ at: one, data: [disk('qwen3-8b', 15), disk('private', 3)] }],
  new Map([
    [
      'qwen3-8b',
      {
        family: 'qwen3',
        capabilities: ['completion', 'tools'],
        supportedEngines: { 'ascend-910b': [{ engine: 'mindie', mode: 'docker' }] },
      },
    ],
  ]),
)

describe('the catalogue over all servers', () => {
  test('has each server once for a model, even when the two answers name it by two objects', () => {
    const answer = list([catalog('bge-m3', { status: 'downloaded' })])
    const joined = joinModels(
      [{ at: { ...one }, data: answer }],
      [{ at: { ...one }, data: [disk('bge-m3', 2)] }],
      new Map(),
    )
    expect(joined.map(({ id, on }) => [id, on.map(({ at }) => at.id)])).toEqual([['bge-m3', ['npu-01']]])
  })

  test('has each model once, with every server that offers it', () => {
    expect(rows.map(({ id, on }) => [id, on.map(({ at }) => at.id)])).toEqual([
      ['glm-4', ['npu-01']],
      ['private', ['npu-01']],
      ['qwen3-8b', ['npu-01', 'mx-01']],
    ])
  })

  test('shows what lies on a disk although no catalogue names it', () => {
    expect(rows[1]).toMatchObject({ id: 'private', statuses: ['downloaded'], realSize: { from: 3, to: 3 } })
  })

  test('takes the real size before an estimate', () => {
    expect(rows.map(sizeOf)).toEqual([null, 3, 15])
  })

  test('says on which servers a device was detected that the model supports', () => {
    expect(rows[2]?.on.map(({ isSuitable }) => isSuitable)).toEqual([true, false])
  })

  test('takes the newest of several tags on one disk', () => {
    const [row] = joinModels([], [{ at: one, data: [disk('a', 1, 5), disk('a', 2, 9), disk('a', 3, 7)] }], new Map())
    expect(row?.realSize).toEqual({ from: 2, to: 2 })
  })
})

function ids(search: Parameters<typeof filterModels>[1]): readonly string[] {
  return filterModels(rows, search).map(({ id }) => id)
}

describe('search and filters', () => {
  test('every word must be found, in id, source or family', () => {
    expect(ids({ q: 'QWEN 8b' })).toEqual(['qwen3-8b'])
    expect(ids({ q: 'org/glm' })).toEqual(['glm-4'])
    expect(ids({ q: 'qwen glm' })).toEqual([])
  })

  test('a status counts on the chosen servers', () => {
    expect(ids({ status: ['downloaded'] })).toEqual(['private', 'qwen3-8b'])
    expect(ids({ status: ['downloaded'], server: ['mx-01'] })).toEqual([])
    expect(ids({ server: ['mx-01'] })).toEqual(['qwen3-8b'])
  })

  test('within a filter any fits, over filters all must', () => {
    expect(ids({ device: ['metax-c550', 'ascend-910b'] })).toEqual(['glm-4', 'qwen3-8b'])
    expect(ids({ device: ['metax-c550'], engine: ['vllm'] })).toEqual([])
  })

  test('engines are those that the detail names, and the default ones only until it is known', () => {
    expect(ids({ engine: ['mindie'] })).toEqual(['qwen3-8b'])
    expect(ids({ engine: ['vllm'] })).toEqual(['glm-4'])
  })

  test('a model whose detail is not known fits no family', () => {
    expect(ids({ family: ['qwen3'] })).toEqual(['qwen3-8b'])
    expect(ids({ capability: ['tools'] })).toEqual(['qwen3-8b'])
  })

  test('choices are counted', () => {
    expect(choicesOf(rows, ({ statuses }) => statuses)).toEqual([
      { value: 'downloaded', count: 2 },
      { value: 'not_downloaded', count: 2 },
    ])
  })
})
