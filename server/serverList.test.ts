import { describe, expect, test } from 'vitest'
import { consoleConfig, forwardedPath, readServerList } from './serverList.ts'

const npu = { kind: 'xw', name: 'npu-01', url: 'http://npu-01:11581' }
const fleet = { kind: 'gpuf', name: 'fleet', url: 'http://register:18081', userId: '12' }

function taken(raw: unknown) {
  const read = readServerList(raw)
  if ('problems' in read) throw new Error(read.problems.join('\n'))
  return read
}

const at = (url: string) => ({ kind: 'xw', url })

function refused(raw: unknown): readonly string[] {
  const read = readServerList(raw)
  return 'problems' in read ? read.problems : []
}

describe('a list', () => {
  test('is taken as it is written', () => {
    const raw = {
      title: 'Site A',
      streams: 6,
      access: 'read',
      keep: false,
      servers: [
        { ...npu, label: 'Rack 1', ca: 'ca.pem' },
        { ...npu, name: 'b', url: 'https://b/x/', insecure: true },
        fleet,
      ],
    }
    const { list, notes } = taken(raw)
    expect(list).toEqual({
      ...raw,
      servers: [raw.servers[0], { ...npu, name: 'b', url: 'https://b/x', insecure: true }, fleet],
    })
    expect(notes).toEqual([])
  })

  test('says what config.json says besides the servers', () => {
    const { list } = taken({ title: 'Site A', streams: 6, access: 'read', keep: false, servers: [] })
    expect(consoleConfig(list)).toEqual({ title: 'Site A', streams: 6, access: 'read', keep: false, servers: [] })
  })

  test('becomes a config.json that leads through the console', () => {
    const { list } = taken({ servers: [{ ...npu, ca: 'ca.pem' }, fleet] })
    expect(consoleConfig(list)).toEqual({
      servers: [
        { kind: 'xw', name: 'npu-01', url: 'api/xw/npu-01' },
        { kind: 'gpuf', name: 'fleet', url: 'api/gpuf', userId: '12' },
      ],
    })
    expect(list.servers.map(forwardedPath)).toEqual(['api/xw/npu-01', 'api/gpuf'])
  })

  test('may be empty', () => {
    expect(taken({ servers: [] }).list.servers).toEqual([])
  })
})

describe('other forms are taken for what they mean, and that is said', () => {
  const { list } = taken({ servers: [npu, fleet] })

  test.each<[string, unknown, string]>([
    ['a bare list', [npu, fleet], 'a bare list was taken as'],
    [
      'servers by their kind',
      { xw: 'http://npu-01:11581', gpuf: 'http://register:18081', userId: 12 },
      '"xw" and "gpuf" by themselves were taken as',
    ],
    [
      'servers by kind and name',
      { xw: { 'npu-01': 'http://npu-01:11581/' }, gpuf: { url: 'http://register:18081', userId: '12' } },
      '"xw" and "gpuf" by themselves were taken as',
    ],
    [
      'lists of addresses',
      { xw: ['http://npu-01:11581'], gpuf: { fleet: 'http://register:18081' }, userId: '12' },
      '"xw" and "gpuf" by themselves were taken as',
    ],
    [
      'a console’s config.json with absolute addresses',
      { servers: [npu, { ...fleet, userId: 12 }], demo: { scenario: 'calm', scenarios: [] } },
      '"demo" is left out',
    ],
  ])('%s', (_what, raw, note) => {
    const read = taken(raw)
    expect(read.list).toEqual(list)
    expect(read.notes.join('\n')).toContain(note)
  })

  test('one server alone', () => {
    const read = taken(npu)
    expect(read.list.servers).toEqual([npu])
    expect(read.notes).toEqual(['one server alone was taken as {"servers": [{…}]}'])
  })

  test('a name for people becomes the label, and one for addresses is made of it', () => {
    const { list, notes } = taken({ servers: [{ ...npu, name: 'NPU 01 (rack 3)' }] })
    expect(list.servers).toEqual([{ ...npu, name: 'NPU-01-rack-3', label: 'NPU 01 (rack 3)' }])
    expect(notes).toEqual(['server 1: "NPU 01 (rack 3)" is called NPU-01-rack-3 in addresses'])
  })

  test('without a name a server is called as its host, and by its port where two share one', () => {
    const { list } = taken([
      at('http://npu-01:11581'),
      at('http://10.0.0.2:1'),
      at('http://10.0.0.2:2'),
      at('http://[::1]:3'),
    ])
    expect(list.servers.map(({ name }) => name)).toEqual(['npu-01', '10.0.0.2', '10.0.0.2-2', '1'])
  })

  test('a field that is not known is named: it may be a slip', () => {
    expect(taken({ servers: [{ ...npu, lable: 'x' }] }).notes).toEqual([
      'server 1: "lable" is not known and has no effect',
    ])
  })
})

describe('a list that is faulty is not taken at all', () => {
  test.each<[string, unknown, string]>([
    ['text', 'servers', 'not an object with a list "servers"'],
    ['nothing', null, 'not an object with a list "servers"'],
    ['without servers', { title: 'x' }, '"servers" is missing or no list'],
    ['servers no list', { servers: 'npu-01' }, '"servers" is missing or no list'],
    ['an unknown word at the top', { servers: [], acces: 'read' }, '"acces" is not known'],
    ['a keep that is no yes or no', { servers: [], keep: 'no' }, '"keep" is neither true nor false'],
    ['an unknown access', { servers: [], access: 'admin' }, '"access" is neither "full" nor "read"'],
    ['streams of none', { servers: [], streams: 0 }, '"streams" is not a whole number from 1 to 32'],
    ['an unknown kind', [{ ...npu, kind: 'k8s' }], 'server 1: "kind" is neither "xw" nor "gpuf"'],
    ['no server', [null], 'server 1: not an object'],
    ['no address', [{ kind: 'xw', name: 'a' }], 'server 1: "url" is missing or no text'],
    ['an address without http', [{ ...npu, url: 'npu-01:11581' }], 'npu-01: "npu-01:11581" is no address of a server'],
    ['an address in the console', [{ ...npu, url: 'api/xw/npu-01' }], 'is a path in the console'],
    ['a query in an address', [{ ...npu, url: 'http://a/?x=1' }], 'has a ? or #'],
    ['two of a name', [npu, { ...npu, url: 'http://b' }], 'two xw servers are called npu-01'],
    [
      'two of a name but for its case',
      [npu, { ...npu, name: 'NPU-01' }],
      'two xw servers are called npu-01 and NPU-01',
    ],
    ['two registers', [fleet, { ...fleet, name: 'other' }], 'other: there can be one gpuf server'],
    ['a register without a user', [{ kind: 'gpuf', url: 'http://a' }], 'fleet: "userId" is missing'],
    ['a name that is none in an address', [{ ...npu, name: '昇腾' }], 'the name "昇腾" has to be of letters'],
  ])('%s', (_what, raw, problem) => {
    expect(refused(raw).join('\n')).toContain(problem)
  })

  test('with every fault at once', () => {
    expect(refused([{ ...npu, url: 'x' }, null, fleet])).toHaveLength(2)
  })

  test('without a word of a password in an address', () => {
    const problems = refused([{ ...npu, url: 'http://admin:s3cret@npu-01/' }]).join('')
    expect(problems).toContain('has a user name or password in it')
    expect(problems).not.toContain('s3cret')
  })
})
