import * as fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { DownloadedListSchema, ModelListSchema } from '../../schema/model.ts'
import { buildMatrix, type ServerSaid } from './matrixModel.ts'
import { viewRows } from './matrixView.ts'
import { planSame, totalsOf, type Wanted } from './samePlan.ts'

const gib = 2 ** 30

interface Said {
  readonly id: string
  /** model → status; `disk` models are downloaded. */
  readonly offers?: Readonly<Record<string, string>>
  readonly disk?: Readonly<Record<string, number>>
  readonly chips?: readonly string[]
  readonly isFailing?: boolean
}

function said({ id, offers, disk, chips = ['910b'], isFailing = false }: Said): ServerSaid {
  const models = Object.entries(offers ?? {}).map(([name, status]) => ({
    name,
    status,
    size: 2 * gib,
    // A model whose name ends in c runs on another chip.
    supported_devices: [name.endsWith('c') ? 'c550' : '910b'],
  }))
  return {
    at: { kind: 'xw', id, label: id, baseUrl: `http://${id}.test` },
    catalogue:
      offers === undefined
        ? undefined
        : v.parse(ModelListSchema, { models, total_models: 0, available_models: 0, detected_devices: [...chips] }),
    disk:
      disk === undefined
        ? undefined
        : v.parse(DownloadedListSchema, {
            models: Object.entries(disk).map(([id, size]) => ({ id, size: size * gib })),
          }),
    isFailing,
  }
}

const world = buildMatrix([
  said({ id: 'one', offers: { a: 'downloaded', b: 'not_downloaded', c: 'not_downloaded' }, disk: { a: 3, old: 1 } }),
  said({ id: 'two', offers: { a: 'not_downloaded', b: 'downloading', d: 'superposed' }, disk: {} }),
  said({ id: 'gone', isFailing: true }),
  said({ id: 'asked' }),
])
const row = (id: string) => world.rows.find((one) => one.id === id)

describe('a cell', () => {
  test('is one of all its states', () => {
    const kinds = (id: string) => row(id)?.cells.map(({ kind }) => kind)
    expect(kinds('a')).toEqual(['downloaded', 'absent', 'unknown', 'unknown'])
    expect(kinds('b')).toEqual(['absent', 'locked', 'unknown', 'unknown'])
    expect(kinds('c')).toEqual(['no-chip', 'not-offered', 'unknown', 'unknown'])
    expect(kinds('d')).toEqual(['not-offered', 'other', 'unknown', 'unknown'])
    expect(row('old')?.cells[0]).toEqual({ kind: 'downloaded', bytes: gib, isListed: false })
  })

  test('of a server whose catalogue is missing is not known; what is on its disk is', () => {
    const { rows } = buildMatrix([
      said({ id: 'one', offers: { a: 'not_downloaded' } }),
      said({ id: 'two', disk: { b: 1 } }),
    ])
    expect(rows.map(({ cells }) => cells.map(({ kind }) => kind).join(' '))).toEqual([
      'absent unknown',
      'not-offered downloaded',
    ])
  })
})

test('a server that does not answer is its own state, and one that has aged another', () => {
  expect(world.columns.map(({ state }) => state)).toEqual(['there', 'there', 'silent', 'pending'])
  expect(buildMatrix([said({ id: 'x', offers: {}, isFailing: true })]).columns[0]?.state).toBe('aged')
})

test('what a server said before the page was loaded is its own state, and no pull is planned on it', () => {
  const kept = { ...said({ id: 'one', offers: { a: 'not_downloaded' } }), isKept: true }
  const matrix = buildMatrix([kept])
  expect(matrix.columns[0]?.state).toBe('kept')
  const plan = planSame(matrix, { kind: 'models', ids: new Set(['a']) }, ['one'], () => false)
  expect(plan).toMatchObject({ pulls: [], skipped: [{ model: 'a', why: 'no-answer' }] })
  expect(buildMatrix([{ ...kept, isFailing: true }]).columns[0]?.state).toBe('aged')
})

test('each server says how many it has and how large', () => {
  expect(world.columns[0]).toMatchObject({ count: 2, bytes: 4 * gib })
})

test('a size is real where it is on a disk, else the estimate', () => {
  expect(row('a')).toMatchObject({ sizeBytes: 3 * gib, isSizeReal: true })
  expect(row('b')).toMatchObject({ sizeBytes: 2 * gib, isSizeReal: false })
})

const ids = (search: Parameters<typeof viewRows>[1]) =>
  viewRows(world, search, (id) => (id === 'a' ? 'qwen3' : null)).map(({ id }) => id)

test('rows are searched, filtered and sorted', () => {
  expect(ids({})).toEqual(['a', 'b', 'c', 'd', 'old'])
  expect(ids({ only: 'somewhere' })).toEqual(['a', 'old'])
  expect(ids({ only: 'differs' })).toEqual(['a', 'old'])
  expect(ids({ family: ['qwen3'] })).toEqual(['a'])
  expect(ids({ q: 'QWEN' })).toEqual(['a'])
  expect(ids({ sort: '-size' })[0]).toBe('a')
  expect(ids({ sort: 'size' })[0]).toBe('old')
})

const never = () => false
const all = (ids: readonly string[]): Wanted => ({ kind: 'servers', ids, only: null })

describe('making servers the same', () => {
  test('plans what is missing and says why the rest cannot be had', () => {
    const plan = planSame(world, { kind: 'models', ids: new Set(['a', 'b', 'c', 'd']) }, ['one', 'two', 'gone'], never)
    expect(plan.pulls.map(({ server, model }) => `${server}/${model}`)).toEqual(['one/b', 'two/a'])
    expect(plan.skipped.map(({ server, model, why }) => `${server}/${model} ${why}`)).toEqual([
      'one/c no-chip',
      'one/d not-offered',
      'two/b locked',
      'two/c not-offered',
      'two/d other',
      'gone/a no-answer',
      'gone/b no-answer',
      'gone/c no-answer',
      'gone/d no-answer',
    ])
    expect(plan.there).toBe(1)
  })

  test('takes a server as the model, or only some of what it has', () => {
    expect(planSame(world, all(['one']), ['two'], never).pulls).toEqual([
      { server: 'two', model: 'a', bytes: 3 * gib, isEstimate: false },
    ])
    expect(planSame(world, { kind: 'servers', ids: ['one'], only: new Set(['b']) }, ['two'], never).pulls).toEqual([])
  })

  test('leaves out what this console pulls already', () => {
    expect(planSame(world, all(['one']), ['two'], () => true).skipped).toContainEqual({
      server: 'two',
      model: 'a',
      why: 'under-way',
    })
  })

  test('sums up what is to be downloaded', () => {
    const plan = planSame(world, { kind: 'models', ids: new Set(['a', 'b']) }, ['one', 'two'], never)
    expect(totalsOf(plan)).toEqual([
      { server: 'one', count: 1, bytes: 2 * gib, unknownSizes: 0, isEstimate: true },
      { server: 'two', count: 1, bytes: 3 * gib, unknownSizes: 0, isEstimate: false },
    ])
  })
})

const names = ['a', 'b', 'c', 'd', 'ac', 'bc']
const statuses = fc.constantFrom('not_downloaded', 'downloaded', 'downloading', 'superposed')
const anyServer = fc.record({
  offers: fc.option(fc.dictionary(fc.constantFrom(...names), statuses), { nil: undefined }),
  disk: fc.option(fc.dictionary(fc.constantFrom(...names), fc.integer({ min: 1, max: 9 })), { nil: undefined }),
  isFailing: fc.boolean(),
})
const anyWorld = fc.array(anyServer, { minLength: 1, maxLength: 4 })

test('whatever the servers say: no pull of what is there, none to a server that does not offer it or cannot run it', () => {
  fc.assert(
    fc.property(anyWorld, fc.boolean(), (servers, byModels) => {
      const told = servers.map(({ offers, disk, isFailing }, n) =>
        said({ id: `s${n}`, isFailing, ...(offers ? { offers } : {}), ...(disk ? { disk } : {}) }),
      )
      const ids = told.map(({ at }) => at.id)
      const wanted: Wanted = byModels ? { kind: 'models', ids: new Set(names) } : all(ids)
      const matrix = buildMatrix(told)
      const plan = planSame(matrix, wanted, ids, never)
      for (const { server, model } of plan.pulls) {
        const one = told.find(({ at }) => at.id === server)
        const offered = one?.catalogue?.models.find(({ id }) => id === model)
        expect(offered?.status).toBe('not_downloaded')
        expect(one?.disk?.some(({ id }) => id === model) ?? false).toBe(false)
        expect(offered?.supportedDevices).toEqual(['910b'])
        expect(one?.isFailing).toBe(false)
      }
      const keys = [...plan.pulls, ...plan.skipped].map(({ server, model }) => `${server}/${model}`)
      expect(new Set(keys).size).toBe(keys.length)
      // Each wanted cell is planned, there, or has a reason.
      const asked = matrix.rows.filter(({ id, on }) => (byModels ? names.includes(id) : on > 0)).length * ids.length
      expect(keys.length + plan.there).toBe(asked)
    }),
  )
})

test('once its pulls are through, nothing is left to plan', () => {
  fc.assert(
    fc.property(anyWorld, (servers) => {
      const tell = (disks: readonly (Readonly<Record<string, number>> | undefined)[]) =>
        servers.map(({ offers }, n) => said({ id: `s${n}`, offers: offers ?? {}, disk: disks[n] ?? {} }))
      const before = tell(servers.map(({ disk }) => disk))
      const ids = before.map(({ at }) => at.id)
      const { pulls } = planSame(buildMatrix(before), all(ids), ids, never)
      const after = tell(
        servers.map(({ disk }, n) => ({
          ...disk,
          ...Object.fromEntries(pulls.filter(({ server }) => server === `s${n}`).map(({ model }) => [model, 1])),
        })),
      )
      expect(planSame(buildMatrix(after), all(ids), ids, never).pulls).toEqual([])
    }),
  )
})
