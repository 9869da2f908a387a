import { expect, test } from 'vitest'
import type { ModelColumns } from './clientTable.ts'
import type { FleetModel } from './fleetModel.ts'
import { clientsOfModels, modelUses, reportedModels } from './fleetModelUse.ts'

/** Columns of what each client has loaded. */
function columns(loaded: readonly (readonly string[])[]): ModelColumns {
  const words = ['', ...new Set(loaded.flat())]
  const ends: number[] = []
  const codes: number[] = []
  for (const models of loaded) {
    codes.push(...models.map((model) => words.indexOf(model)))
    ends.push(codes.length)
  }
  return {
    ends: Uint32Array.from(ends),
    id: { codes: Uint32Array.from(codes), words },
    ownedBy: { codes: new Uint32Array(codes.length), words: [''] },
    createdAt: new Float64Array(codes.length).fill(Number.NaN),
  }
}

const model = (id: string, name: string, version: string) => ({ id, name, version }) as FleetModel
const register = [model('1', 'qwen', '1.0'), model('2', 'qwen', '1.1'), model('3', 'bge', '2')]

test('what is loaded is counted by client, the most frequent first', () => {
  expect(reportedModels(columns([['qwen'], [], ['bge', 'qwen', 'qwen'], ['qwen']]))).toEqual([
    { id: 'qwen', clients: [0, 2, 3] },
    { id: 'bge', clients: [2] },
  ])
})

test.each([
  ['qwen', ['1', '2']],
  ['QWEN', ['1', '2']],
  ['qwen:1.1', ['2']],
  ['qwen-1.0', ['1']],
  ['qwen@1.0', ['1']],
  ['qwen:9', []],
  ['my-qwen', []],
])('%s means the models %j of the register', (id, expected) => {
  const [use] = modelUses([{ id, clients: [0] }], register)
  expect(use?.models.map((one) => one.id)).toEqual(expected)
})

test('a client that reports a name and one of its versions counts once for that version', () => {
  const uses = modelUses(reportedModels(columns([['qwen', 'qwen:1.0'], ['qwen']])), register)
  const counts = clientsOfModels(uses)
  expect(counts.get('1')).toEqual([0, 1])
  expect(counts.get('2')).toEqual([0, 1])
  expect(counts.get('3')).toBeUndefined()
})

test('a hundred thousand clients are counted in one walk', () => {
  const loaded = columns(Array.from({ length: 100_000 }, (_, n) => (n % 4 === 0 ? [`m${n % 3}`] : [])))
  const reported = reportedModels(loaded)
  expect(reported.reduce((sum, { clients }) => sum + clients.length, 0)).toBe(25_000)
})
