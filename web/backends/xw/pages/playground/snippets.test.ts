import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { programAddress } from './programAddress.ts'
import { pythonLiteral, shellQuoted, snippetKinds, snippetOf } from './snippets.ts'

const hostile = [
  `it's "quoted" \\ and 'more'`,
  'two\nlines\r\nand\ta tab',
  '$(rm -rf /) `id` ${HOME} $1 !! *',
  '</script><script>alert(1)</script>',
  '你好，世界 😀 \u2028 \u202E \ud83d',
  '@/etc/passwd',
  '"""\'\'\'\\',
  '%s {0} \\u0041 \\x00',
]

/** As a POSIX shell reads a word of single-quoted parts and escaped quotes. */
function shellRead(word: string): string {
  return word.replaceAll(/'([^']*)'|\\(.)/gs, (_whole, quoted, escaped) => quoted ?? escaped)
}

const url = 'http://npu-01:11581/v1/chat/completions'
const requestOf = (content: string, stream: boolean | null = true) => ({
  url,
  body: { model: 'chat', messages: [{ role: 'user', content }], temperature: 0.7 },
  stream,
})

describe.each(hostile)('a prompt of %j', (content) => {
  test('arrives through a shell as it was typed', () => {
    const script = snippetOf('curl', requestOf(content))
    const word = script.slice(script.indexOf('--data-raw ') + '--data-raw '.length).trimEnd()
    expect(JSON.parse(shellRead(word))).toEqual({ ...requestOf(content).body, stream: true })
  })

  test('is a string in Python', () => {
    const script = snippetOf('python', requestOf(content))
    const line = script.split('\n').find((one) => one.includes('"content"')) ?? ''
    expect(JSON.parse(line.slice(line.indexOf(':') + 1, line.lastIndexOf(',')))).toBe(content)
  })

  test('is a string in TypeScript', () => {
    const script = snippetOf('typescript', requestOf(content))
    const from = script.indexOf('JSON.stringify(') + 'JSON.stringify('.length
    expect(JSON.parse(script.slice(from, script.indexOf('\n  }),\n') + 4))).toEqual({
      ...requestOf(content).body,
      stream: true,
    })
  })
})

test('whatever is quoted is one word of the shell, and the same text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(shellRead(shellQuoted(text))).toBe(text)
      expect(shellQuoted(text)).toMatch(/^(?:'[^']*'|\\')+$/)
    }),
  )
})

test('streaming is on or off as chosen, and not there where there is none', () => {
  for (const kind of snippetKinds) {
    expect(snippetOf(kind, requestOf('hi', true))).toMatch(/"stream": [tT]rue/)
    expect(snippetOf(kind, requestOf('hi', false))).toMatch(/"stream": [fF]alse/)
    expect(snippetOf(kind, requestOf('hi', null))).not.toContain('"stream"')
  }
})

test('Python has its own words for what JSON calls true, false and null', () => {
  expect(pythonLiteral({ a: [true, null], b: {} })).toBe(
    '{\n    "a": [\n        True,\n        None,\n    ],\n    "b": {},\n}',
  )
})

describe('the address that a program would use', () => {
  const page = 'https://ops.example/console/playground?with=a'

  test('a path of the console leads through it', () => {
    expect(programAddress({ baseUrl: 'api/xw/npu-01' }, '/v1/messages', 'https://ops.example/console/')).toEqual({
      url: 'https://ops.example/console/api/xw/npu-01/v1/messages',
      via: 'console',
    })
    expect(programAddress({ baseUrl: '/xw' }, '/v1/messages', page).url).toBe('https://ops.example/xw/v1/messages')
  })

  test("a server's own address is that server", () => {
    expect(programAddress({ baseUrl: 'http://10.0.0.7:11581' }, 'v1/embeddings', page)).toEqual({
      url: 'http://10.0.0.7:11581/v1/embeddings',
      via: 'server',
    })
  })
})
