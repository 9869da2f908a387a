import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasSignIn, hostBehind, webAddress } from './webAddress.ts'

describe('a link leads to the web', () => {
  test.each([
    ['https://example.org/a?b#c', 'https://example.org/a?b#c'],
    ['HTTP://Example.ORG', 'http://example.org/'],
    [' https://example.org/a b ', 'https://example.org/a%20b'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
  ])('%j', (text, address) => expect(webAddress(text)).toBe(address))
})

describe('no link is made of', () => {
  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'javascript://example.org/%0Aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://example.org/1',
    'vbscript:x',
    'file:///etc/passwd',
    'mailto:ops@example.org',
    'ftp://example.org',
    'view-source:https://example.org',
    'ht\ntps://example.org',
    'https\u200B://example.org',
    'https：//example.org',
    'https:example.org',
    'https:\\\\example.org',
    'https:///example.org',
    'https://\u202Egro.elpmaxe',
    'https://example.org\u0000.evil.example',
    'https://hub.example@evil.example/',
    'https://hub.example:token@evil.example/',
    'https://%zz/',
    'https://',
    '/api/xw/npu-01/api/runtime/stop',
    '//other.example/x',
    'settings',
    '',
  ])('%j', (text) => expect(webAddress(text)).toBeNull())
})

const odd = fc.constantFrom(
  'java',
  'script',
  ':',
  '//',
  'http',
  'https',
  'data',
  '\t',
  '\n',
  '\0',
  ' ',
  '\u200B',
  '\u202E',
  '@',
  '\\',
  '：',
  'example.org',
  '/',
  '#',
  '?',
  '%0a',
  'file',
  'HTTPS',
  'blob',
  '\uFEFF',
  '1',
)

test('whatever is put together, what becomes a link is of the web and hides nothing', () => {
  fc.assert(
    fc.property(fc.array(odd, { maxLength: 10 }), (parts) => {
      const address = webAddress(parts.join(''))
      if (address === null) return
      expect(address).toMatch(/^https?:\/\/[^/@]/)
      expect(address).not.toMatch(/[\p{Cc}\p{Cf}\s]/u)
      expect(hasSignIn(address)).toBe(false)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['the manual', 'https://elsewhere.example/', null],
  ['https://hub.example/model', 'https://hub.example/other', null],
  ['hub.example', 'https://hub.example/', null],
  ['Hub.Example/x', 'https://hub.example/', null],
  ['https://hub.example/model', 'https://evil.example/', 'evil.example'],
  ['hub.example', 'https://hub.example.evil.example/', 'hub.example.evil.example'],
  // The second letter is Cyrillic.
  ['hуb.example', 'https://hуb.example/', 'xn--hb-umc.example'],
  ['', 'https://evil.example/', null],
])('the words %j of a link to %s name another host: %s', (words, address, host) => {
  expect(hostBehind(words, new URL(address).href)).toBe(host)
})
