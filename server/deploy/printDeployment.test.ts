import { check, constantFrom, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ServerList, readServerList } from '../serverList.ts'
import { printDeployment } from './printDeployment.ts'
import { type Site, plainSite } from './site.ts'

function listWith(server: Readonly<Record<string, unknown>>, more: object = {}): ServerList {
  const read = readServerList({
    servers: [{ kind: 'xw', name: 'npu-01', url: 'http://npu-01:11581', ...server }],
    ...more,
  })
  if ('problems' in read) throw new Error(read.problems.join('\n'))
  return read.list
}

const list = listWith({})
const kinds = ['nginx', 'caddy'] as const

function problems(kind: 'nginx' | 'caddy', wanted: Partial<Site>, of = list): string {
  const printed = printDeployment(kind, of, { ...plainSite, ...wanted })
  return 'problems' in printed ? printed.problems.join('\n') : ''
}

describe.each(kinds)('%s', (kind) => {
  test('an address that everybody reaches needs somebody who asks', () => {
    expect(problems(kind, { listen: '8080' })).toContain('whoever reaches "8080" could start and stop models')
    expect(problems(kind, { listen: '0.0.0.0:8080' })).toContain('could start and stop models')
    expect(problems(kind, { listen: '8080', signIn: 'in front' })).toBe('')
    expect(problems(kind, { listen: '[::1]:8080' })).toBe('')
    expect(problems(kind, { listen: '127.0.0.1:8080' })).toBe('')
  })

  test('where nobody asks it answers to this machine’s own names only, which no other site’s page has', () => {
    const printed = (wanted: Partial<Site>) => {
      const made = printDeployment(kind, list, { ...plainSite, ...wanted })
      return 'text' in made ? made.text : ''
    }
    const hosts =
      kind === 'nginx' ? /map \$host[^}]*localhost 0;[^}]*\[::1\] 0;/ : /http:\/\/localhost:8080, .*\[::1\]:8080/
    expect(printed({})).toMatch(hosts)
    expect(printed({ listen: '127.0.0.9:8080' })).toContain(kind === 'nginx' ? '127.0.0.9 0;' : 'http://127.0.0.9:8080')
    expect(printed({ signIn: 'in front', listen: '8080' })).not.toMatch(hosts)
    expect(printed({ signIn: { oauth2Proxy: '127.0.0.1:4180' } })).not.toMatch(hosts)
  })

  test.each([
    [{ base: '/ops' }, 'is no place'],
    [{ base: '/a b/' }, 'is no place'],
    [{ base: '/../' }, 'goes up'],
    [{ base: '/api/' }, 'uses that name'],
    [{ base: '/a";}/' }, 'is no place'],
    [{ root: '/srv; include /etc/shadow' }, 'is no path'],
    [{ root: 'dist' }, 'is no path'],
    [{ configFolder: '/etc/{env.HOME}' }, 'is no path'],
    [{ host: 'a b' }, 'no name of a host'],
    [{ host: 'a;b' }, 'no name of a host'],
    [{ listen: '127.0.0.1:99999' }, 'nothing to listen on'],
    [{ listen: '127.0.0.1:80 { }' }, 'nothing to listen on'],
    [{ resolver: 'dns' }, 'no address of a resolver'],
    [{ signIn: { oauth2Proxy: 'x' } }, 'no address of oauth2-proxy'],
    [{ host: 'a.example', tls: { certificate: 'a.pem', key: '/k' } }, 'no path of a PEM'],
  ] satisfies [Partial<Site>, string][])('refuses %j', (wanted, why) => expect(problems(kind, wanted)).toContain(why))

  test.each([
    [{ url: 'http://a/$uri' }, 'as a path'],
    [{ url: 'http://a/x;y' }, 'as a path'],
    [{ url: "http://a/'" }, 'as a path'],
    [{ url: 'http://a$b:80' }, 'as a host'],
    [{ url: 'http://a;b' }, 'as a host'],
    [{ url: 'http://a`b' }, 'as a host'],
    [{ ca: 'a;b.pem' }, 'no path'],
    [{ ca: '/a b.pem' }, 'no path'],
  ])('refuses a server with %j', (server, why) => {
    expect(problems(kind, {}, listWith(server))).toContain(why)
  })

  test('whatever a list holds is refused, or stands in no other place than its own', () => {
    const odd = string({ unit: constantFrom(...odds), maxLength: 12 })
    const shape = shapeOf(printDeployment(kind, list, plainSite))
    const stays = property(odd, odd, odd, odd, (name, path, label, title) => {
      const read = readServerList({
        title: `t${title}`,
        servers: [{ kind: 'xw', name, url: `http://npu-01:11581/${path}`, label: `l${label}`, userId: label || '1' }],
      })
      const printed = 'list' in read ? printDeployment(kind, read.list, plainSite) : read
      return 'problems' in printed || shapeOf(printed) === shape
    })
    expect(check(stays).counterexample).toBeNull()
  })
})

const odds = 'a 1 - . _ ; { } $ \' " ` \\ # / % : @ é'.split(' ').concat(' ', '\n')

/** Its lines, without what a name and an address may say. */
function shapeOf(printed: ReturnType<typeof printDeployment>): string {
  return textOf(printed)
    .split('\n')
    .filter((line) => !/^\s*rewrite \* \/[\w.~%/-]+\{uri\}$/.test(line))
    .map((line) => line.replace(/api\/xw\/[\w.-]+\//, 'api/xw/NAME/').replace(/npu-01:11581[\w.~%/-]*/, 'ADDRESS'))
    .join('\n')
}

test('nginx gets no certificates, and Caddy needs to know whose', () => {
  expect(problems('nginx', { tls: 'automatic', host: 'a.example' })).toContain('name a certificate')
  expect(problems('caddy', { tls: 'internal' })).toContain('for which host')
  expect(problems('caddy', { tls: 'automatic', host: 'a.example' })).toContain('port 443')
})

test('nginx cannot check the certificate of a server that has only an address', () => {
  const byAddress = listWith({ url: 'https://10.0.0.7:8443' })
  expect(problems('nginx', {}, byAddress)).toContain("write the host's name")
  expect(problems('nginx', {}, listWith({ url: 'https://10.0.0.7:8443', insecure: true }))).toBe('')
  expect(problems('caddy', {}, byAddress)).toBe('')
})

test('with a name server nginx asks it for names, and leaves addresses alone', () => {
  const printed = printDeployment('nginx', listWith({ url: 'https://gate.example/npu/01/' }), {
    ...plainSite,
    resolver: '10.0.0.2',
  })
  expect(printed).toMatchObject({ text: expect.stringContaining('resolver 10.0.0.2 valid=30s;') })
  expect(printed).toMatchObject({ text: expect.stringContaining('set $quarterdeck_upstream https://gate.example;') })
  expect(printed).toMatchObject({ text: expect.stringContaining('rewrite ^/api/xw/npu-01/(.*)$ /npu/01/$1 break;') })
  const address = printDeployment('nginx', listWith({ url: 'http://10.0.0.7:11581' }), {
    ...plainSite,
    resolver: '10.0.0.2',
  })
  expect(address).toMatchObject({ text: expect.stringContaining('proxy_pass http://10.0.0.7:11581/;') })
})

function textOf(printed: ReturnType<typeof printDeployment>): string {
  return 'text' in printed ? printed.text : printed.problems.join('\n')
}

function nginxFor(server: object): string {
  return textOf(printDeployment('nginx', listWith({ url: 'https://npu-01:8443', ...server }), plainSite))
}

test('a server is believed by its own authorities, by those of the machine, or without a look, as its list says', () => {
  expect(nginxFor({})).toContain('proxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;')
  expect(nginxFor({ ca: '/etc/q/own.pem' })).toContain('proxy_ssl_trusted_certificate /etc/q/own.pem;')
  expect(nginxFor({ ca: 'own.pem' })).toContain('proxy_ssl_trusted_certificate /etc/quarterdeck/own.pem;')
  expect(nginxFor({})).toContain('proxy_ssl_verify on;')
  expect(nginxFor({ insecure: true })).toContain('proxy_ssl_verify off;')
})
