// @vitest-environment jsdom
import { describe, expect, test, vi } from 'vitest'
import { fetchConfig, readConfig } from './config.ts'

const kinds = [
  { kind: 'xw', needs: [], many: true },
  { kind: 'gpuf', needs: ['userId'], many: false },
] as const

const npu = { kind: 'xw', name: 'npu-01', url: 'api/xw/npu-01' }
const fleet = { kind: 'gpuf', name: 'fleet', url: 'https://fleet.example/api/', userId: '12' }

const read = (...servers: readonly unknown[]) => readConfig({ servers }, kinds)
const codes = (...servers: readonly unknown[]) => read(...servers).problems.map(({ code }) => code)

describe('a config.json that is right', () => {
  test('names the servers, in its order', () => {
    expect(readConfig({ servers: [npu, fleet], streams: 8, title: ' Lab ', comment: 'x' }, kinds)).toEqual({
      servers: [
        { kind: 'xw', id: 'npu-01', label: 'npu-01', baseUrl: 'api/xw/npu-01' },
        { kind: 'gpuf', id: 'fleet', label: 'fleet', baseUrl: 'https://fleet.example/api', userId: '12' },
      ],
      streams: 8,
      title: 'Lab',
      demo: null,
      access: 'full',
      user: null,
      problems: [],
    })
  })

  test('can be for looking only; a word that it does not know takes no chances', () => {
    expect(readConfig({ servers: [npu], access: 'read' }, kinds)).toMatchObject({ access: 'read', problems: [] })
    expect(readConfig({ servers: [npu], access: 'Read-only' }, kinds)).toMatchObject({
      access: 'read',
      problems: [{ code: 'access' }],
    })
  })

  test('may give a tenant as a number, and a label besides the name', () => {
    const [server] = read({ ...fleet, userId: 12, label: '机房' }).servers
    expect(server).toMatchObject({ userId: '12', label: '机房', id: 'fleet' })
  })

  test('gives each server a name that a URL can carry', () => {
    expect(read({ ...npu, name: 'NPU 01 / <b>' }, { ...npu, name: '机房-3' }).servers.map(({ id }) => id)).toEqual([
      'npu-01-b-',
      '机房-3',
    ])
  })

  test('can be a demo', () => {
    const demo = { scenario: 'calm', scenarios: ['calm', 'busy'] }
    expect(readConfig({ servers: [npu], demo }, kinds).demo).toEqual(demo)
    expect(readConfig({ servers: [npu], demo: true }, kinds)).toMatchObject({ demo: null, problems: [] })
  })
})

describe('what is wrong is named, and the rest goes on', () => {
  test('two servers named alike: the first is used', () => {
    const config = read(npu, { ...npu, name: 'NPU-01', url: 'api/other' })
    expect(config.problems).toEqual([{ code: 'alike', kind: 'xw', first: 'npu-01', second: 'NPU-01' }])
    expect(config.servers.map(({ baseUrl }) => baseUrl)).toEqual(['api/xw/npu-01'])
  })

  test('the same name in two kinds is no trouble', () => {
    expect(codes(npu, { ...fleet, name: 'npu-01' })).toEqual([])
  })

  test('a kind that this console does not know', () => {
    const config = read({ ...npu, kind: 'xv' }, npu)
    expect(config.problems).toEqual([{ code: 'unknown-kind', name: 'npu-01', kind: 'xv', known: ['xw', 'gpuf'] }])
    expect(config.servers).toHaveLength(1)
  })

  test('a missing or endless user', () => {
    expect(codes({ ...fleet, userId: undefined })).toEqual(['needs'])
    expect(codes({ ...fleet, userId: ' ' })).toEqual(['needs'])
    expect(codes({ ...fleet, userId: 'x'.repeat(33) })).toEqual(['user-id'])
  })

  test('a second of a kind that there is only one of', () => {
    expect(read(fleet, { ...fleet, name: 'fleet-2' }).problems).toEqual([
      { code: 'one-only', kind: 'gpuf', used: 'fleet', name: 'fleet-2' },
    ])
  })

  test.each([
    '',
    'javascript:alert(1)',
    'ftp://npu-01',
    'npu-01:11581',
    'http:npu-01',
    'http://',
    'http://user:secret@npu-01',
    'http://npu-01/?a=1',
    'http://npu-01/#a',
    'http://npu 01',
  ])('the address %j', (url) => {
    expect(read({ ...npu, url }).problems).toEqual([{ code: 'url', name: 'npu-01', url }])
  })

  test.each(['api/xw/npu-01', '/api/xw', './api', 'http://10.0.0.1:11581', 'https://[::1]:8080/x/', '//npu-01/xw'])(
    'but the address %j is fine',
    (url) => {
      expect(codes({ ...npu, url })).toEqual([])
    },
  )

  test('an entry without what every server needs', () => {
    expect(read({ kind: 'xw', name: 'npu-01' }, npu).problems).toEqual([{ code: 'entry', index: 0, field: 'url' }])
    expect(read({ ...npu, name: 7 }).problems).toEqual([{ code: 'entry', index: 0, field: 'name' }])
    expect(codes('npu-01', null)).toEqual(['entry', 'entry'])
  })

  test('a number of streams that no browser has', () => {
    for (const streams of [0, 33, 2.5, '4', null]) {
      const config = readConfig({ servers: [npu], streams }, kinds)
      expect(config).toMatchObject({ streams: null, problems: [{ code: 'streams' }] })
    }
  })

  test('no servers, or no list of them', () => {
    expect(codes()).toEqual(['no-servers'])
    for (const raw of [null, [], 'servers', { servers: {} }, {}]) {
      expect(readConfig(raw, kinds).problems).toEqual([{ code: 'no-list' }])
    }
  })
})

const answer = (body: string, init: ResponseInit) => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, init)))
  return fetchConfig(kinds)
}

describe('fetching it', () => {
  const json = { headers: { 'Content-Type': 'application/json' } }

  test('reads what is there', async () => {
    expect(await answer(JSON.stringify({ servers: [npu] }), json)).toMatchObject({ servers: [{ id: 'npu-01' }] })
  })

  test('a missing file, a page in its place and half a file are told apart', async () => {
    expect((await answer('', { status: 404 })).problems).toEqual([{ code: 'missing' }])
    const page = { headers: { 'Content-Type': 'text/html' } }
    expect((await answer('<!doctype html><title>Sign in</title>', page)).problems).toEqual([{ code: 'html' }])
    const [cut] = (await answer('{"servers":[', json)).problems
    expect(cut).toEqual({ code: 'malformed', excerpt: '{"servers":[' })
  })

  test.each([
    ['mira', 'mira'],
    [encodeURIComponent('宋雨 <b>'), '宋雨 <b>'],
    // As nginx and Caddy pass a name on: byte by byte.
    [Buffer.from('宋雨 Jürgen').toString('latin1'), '宋雨 Jürgen'],
    ['J\xfcrgen', 'J\xfcrgen'],
    // What cannot be decoded is taken as it came.
    ['100%', '100%'],
    ['  ', null],
    [null, null],
  ])('who looks, as the web server in front says: %j', async (sent, user) => {
    const headers = { ...json.headers, ...(sent === null ? {} : { 'Quarterdeck-User': sent }) }
    expect(await answer(JSON.stringify({ servers: [npu] }), { headers })).toMatchObject({ user })
  })

  test('a name without an end has one here', async () => {
    const headers = { ...json.headers, 'Quarterdeck-User': 'x'.repeat(5_000) }
    expect((await answer(JSON.stringify({ servers: [npu] }), { headers })).user?.length).toBeLessThanOrEqual(201)
  })

  test('no answer, or a refusal, keeps its reason', async () => {
    const [refused] = (await answer('', { status: 500 })).problems
    expect(refused).toMatchObject({ code: 'not-fetched', problem: { operation: 'console.readConfig' } })
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    expect((await fetchConfig(kinds)).problems).toMatchObject([{ code: 'not-fetched' }])
  })
})
