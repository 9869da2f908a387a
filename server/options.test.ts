import { describe, expect, test } from 'vitest'
import { cautions, readOptions } from './options.ts'

const xw = ['--xw', 'http://npu-01:11581']

function taken(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const options = readOptions(args, env)
  if (typeof options === 'string' || 'problems' in options) throw new Error(JSON.stringify(options))
  return options
}

function refused(args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  const options = readOptions(args, env)
  return typeof options === 'object' && 'problems' in options ? options.problems.join('\n') : ''
}

const said = (...args: string[]) => cautions(taken([...xw, ...args])).join('')

describe('what is asked for', () => {
  test('servers, each with a name or without', () => {
    const { source } = taken([...xw, '--xw', 'b=https://b:1/x', '--gpuf', 'http://register:18081', '--user-id', '12'])
    expect(source).toEqual({
      from: 'arguments',
      servers: [
        { kind: 'xw', url: 'http://npu-01:11581' },
        { kind: 'xw', name: 'b', url: 'https://b:1/x' },
        { kind: 'gpuf', url: 'http://register:18081', userId: '12' },
      ],
    })
  })

  test('otherwise only this machine gets in, and nobody is asked for a token', () => {
    expect(taken(xw)).toMatchObject({
      host: '127.0.0.1',
      port: null,
      base: '/',
      token: null,
      userHeader: null,
      tls: null,
    })
  })

  test.each([['ops/console'], ['/ops/console'], ['/ops//console/']])('a sub-path, written as %s', (base) => {
    expect(taken([...xw, '--base', base]).base).toBe('/ops/console/')
  })

  test('times in seconds, 0 for no limit', () => {
    const { connectMs, headMs } = taken([...xw, '--connect-timeout', '1.5', '--head-timeout', '0'])
    expect({ connectMs, headMs }).toEqual({ connectMs: 1500, headMs: 0 })
  })

  test('help and version, whatever else is there', () => {
    expect(readOptions(['--xw', 'x', '--help'], {})).toBe('help')
    expect(readOptions(['-h'], {})).toBe('help')
    expect(readOptions(['--version'], {})).toBe('version')
  })
})

describe('an address that others reach', () => {
  test.each(['0.0.0.0', '::', '192.0.2.1', 'console.example.com', '128.0.0.1'])('%s is refused as it is', (host) => {
    expect(refused([...xw, '--host', host])).toContain(
      `--host ${host} lets everybody who reaches this machine use the servers`,
    )
  })

  test.each(['127.0.0.1', '127.9.9.9', '::1', 'localhost'])('%s is none', (host) => {
    expect(refused([...xw, '--host', host])).toBe('')
  })

  const token = 'correct-horse-battery'
  test.each<[string, string[], NodeJS.ProcessEnv]>([
    ['a token', ['--token', token], {}],
    ['a token from the environment', [], { QUARTERDECK_TOKEN: token }],
    ['a token from a file', ['--token-file', '/run/token'], {}],
    ['a proxy that signs people in', ['--behind-proxy'], {}],
  ])('is allowed with %s', (_what, args, env) => {
    expect(refused([...xw, '--host', '0.0.0.0', ...args], env)).toBe('')
  })

  test('with a token and without TLS is said to be read on the way', () => {
    expect(said('--host', '0.0.0.0', '--token', token)).toContain('without TLS the token can be read on the network')
    expect(said('--host', '0.0.0.0', '--token', token, '--cert', 'c', '--key', 'k')).toBe('')
    expect(said('--token', token)).toBe('')
    expect(said('--insecure')).toContain('no certificate of a server is looked at')
  })

  test('the proxy names who is let in, in a header of one’s choice', () => {
    expect(taken([...xw, '--behind-proxy']).userHeader).toBe('X-Forwarded-User')
    expect(taken([...xw, '--behind-proxy', '--user-header', 'Remote-User']).userHeader).toBe('Remote-User')
  })
})

describe('what cannot be', () => {
  test.each<[string, string[], string]>([
    ['an unknown option', ['--foo'], '--foo is not known'],
    ['a word alone', ['quarterdeck.json'], '"quarterdeck.json" belongs to no option'],
    ['an option without its value', ['--port'], '--port needs a value'],
    ['an option before another', ['--port', '--quiet'], '--port needs a value'],
    ['a flag with a value', ['--quiet=yes'], '--quiet takes no value'],
    ['no servers', [], 'no servers: name some with --xw and --gpuf'],
    ['a port that is none', [...xw, '--port', '70000'], '--port takes a whole number from 0 to 65535'],
    [
      'a file and servers',
      [...xw, '--servers', 'a.json'],
      '--servers, --mock, and --xw with --gpuf exclude each other',
    ],
    ['mocks and a file', ['--mock', '--servers', 'a.json'], 'exclude each other'],
    ['a register without a user', ['--gpuf', 'http://a'], '--gpuf needs --user-id'],
    ['a user without a register', [...xw, '--user-id', '12'], '--user-id belongs to --gpuf'],
    ['a certificate without its key', [...xw, '--cert', 'a.pem'], '--cert and --key belong together'],
    [
      'a header without a proxy',
      [...xw, '--user-header', 'X-User'],
      '--user-header is trusted only with --behind-proxy',
    ],
    [
      'a header that is none',
      [...xw, '--behind-proxy', '--user-header', 'a b'],
      '--user-header takes the name of a header',
    ],
    ['a token that can be guessed', [...xw, '--token', 'secret'], 'the token is too short'],
    ['two tokens', [...xw, '--token', 'a'.repeat(20), '--token-file', 'x'], 'exclude each other'],
    ['a sub-path that is none', [...xw, '--base', '/a b/'], '--base takes a path'],
    ['a sub-path with dots', [...xw, '--base', '/a/../b/'], '--base takes a path'],
    ['a name with a scheme', [...xw, '--host-name', 'https://a'], '--host-name takes the name of a host'],
    ['a time that is none', [...xw, '--head-timeout', '-5'], '--head-timeout'],
  ])('%s', (_what, args, problem) => {
    expect(refused(args)).toContain(problem)
  })

  test('a token is never repeated', () => {
    expect(refused([...xw, '--token', 's3cret'])).not.toContain('s3cret')
  })
})
