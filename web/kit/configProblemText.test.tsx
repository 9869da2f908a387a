// @vitest-environment jsdom
import { renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import { Problem } from '@/net/problem.ts'
import type { ConfigProblem } from './config.ts'
import { useConfigProblemText } from './configProblemText.ts'
import type { Language } from './preferences.ts'
import { TestKit } from './testing.tsx'

const file = { kind: 'console', id: 'console', label: 'config.json', baseUrl: '' }
const name = 'npu-01'
const all: readonly ConfigProblem[] = [
  { code: 'missing' },
  { code: 'html' },
  { code: 'malformed', excerpt: '{"servers":[' },
  { code: 'not-fetched', problem: new Problem(file, 'console.readConfig', { kind: 'server', status: 500 }) },
  { code: 'no-list' },
  { code: 'no-servers' },
  { code: 'entry', index: 0, field: 'url' },
  { code: 'unknown-kind', name, kind: 'xv', known: ['xw', 'gpuf'] },
  { code: 'alike', kind: 'xw', first: name, second: 'NPU-01' },
  { code: 'needs', name, field: 'userId' },
  { code: 'user-id', name },
  { code: 'url', name, url: 'javascript:alert(1)' },
  { code: 'one-only', kind: 'gpuf', used: 'fleet', name },
  { code: 'streams' },
]

const texts = (language: Language) => {
  const { result } = renderHook(() => useConfigProblemText(), {
    wrapper: ({ children }) => <TestKit language={language}>{children}</TestKit>,
  })
  return all.map((problem) => result.current(problem))
}

test.each(['en', 'zh-CN'] as const)(
  'everything that can be wrong with config.json has its own words in %s',
  (language) => {
    const said = texts(language)
    expect(new Set(said.map(({ title }) => title)).size).toBe(all.length)
    for (const { title, what } of said) {
      expect(title).not.toBe('')
      expect(title + what.replace('{"servers":[', '')).not.toMatch(/[{}]|undefined/)
    }
  },
)

test('two servers named alike are both named, and which is used', () => {
  expect(texts('en')[all.findIndex(({ code }) => code === 'alike')]).toEqual({
    title: 'Two servers are named alike: npu-01 and NPU-01',
    what: 'Names of xw servers must differ in more than upper and lower case. npu-01 is used, NPU-01 is left out.',
  })
})

test('an entry is counted as people count', () => {
  expect(texts('en')[6]?.title).toBe('Server 1 in config.json: url is missing or not text')
})
