// @vitest-environment jsdom
import { act, cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTranslator, IntlErrorCode, useTranslations } from 'use-intl'
import englishFirst from '@/locales/en/index.ts'
import englishPages from '@/locales/en/pages.ts'
import chineseFirst from '@/locales/zh-CN/index.ts'
import chinesePages from '@/locales/zh-CN/pages.ts'
import { I18nProvider } from './i18n.tsx'
import { usePreferences } from './preferences.ts'
import { TestKit } from './testing.tsx'

const english = { ...englishFirst, ...englishPages }
const chinese = { ...chineseFirst, ...chinesePages }

beforeEach(() => usePreferences.setState({ language: 'en', timeZone: 'local' }))
afterEach(cleanup)

function Field() {
  const t = useTranslations('problem')
  return (
    <label>
      {t('details')}
      <input />
    </label>
  )
}

test('the language changes at once, and what was typed and where stays', async () => {
  render(
    <I18nProvider>
      <Field />
    </I18nProvider>,
  )
  const field = await screen.findByLabelText<HTMLInputElement>('Details')
  expect(document.documentElement.lang).toBe('en')
  field.value = 'qwen3-8b'
  field.focus()

  act(() => usePreferences.getState().setLanguage('zh-CN'))
  await screen.findByLabelText('详细信息')
  expect(screen.getByRole('textbox')).toBe(field)
  expect(field.value).toBe('qwen3-8b')
  expect(document.activeElement).toBe(field)
  await waitFor(() => expect(document.documentElement.lang).toBe('zh-CN'))

  act(() => usePreferences.getState().setLanguage('en'))
  expect(screen.getByLabelText('Details')).toBe(field)
})

function Broken() {
  // @ts-expect-error -- no such key: the compiler says so first
  return useTranslations('problem')('no-such-key')
}

test('words that are missing are loud where we work', () => {
  expect(() =>
    render(
      <TestKit>
        <Broken />
      </TestKit>,
    ),
  ).toThrow('no-such-key')
})

/** Every sentence of a catalog by its path. */
function sentences(catalog: object, path: readonly string[] = []): readonly (readonly [string, string])[] {
  return Object.entries(catalog).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[[...path, key].join('.'), value] as const]
      : typeof value === 'object' && value !== null
        ? sentences(value, [...path, key])
        : [],
  )
}

/** What a sentence names: its arguments and tags, whatever their order, those inside of plurals too. */
function named(sentence: string): readonly string[] {
  const names = new Set([...sentence.matchAll(/<(\w+)>/g)].map(([tag]) => tag))
  let position = 0

  const readSentence = () => {
    while (position < sentence.length && sentence[position] !== '}') {
      position += 1
      if (sentence[position - 1] === '{') readArgument()
    }
    position += 1
  }
  const readArgument = () => {
    const [head = '', name = ''] = /^\s*(\w+)\s*(,\s*\w+\s*,?)?/.exec(sentence.slice(position)) ?? []
    names.add(name)
    position += head.length
    // The cases of a plural or a select are sentences of their own.
    while (position < sentence.length && sentence[position] !== '}') {
      position += 1
      if (sentence[position - 1] === '{') readSentence()
    }
    position += 1
  }

  readSentence()
  return [...names].toSorted()
}

test('both languages have the same sentences, and each names the same things', () => {
  const other = new Map(sentences(chinese))
  expect([...other.keys()].toSorted()).toEqual(
    sentences(english)
      .map(([path]) => path)
      .toSorted(),
  )
  for (const [path, sentence] of sentences(english))
    expect([path, named(other.get(path) ?? '')]).toEqual([path, named(sentence)])
})

test('every sentence of both languages can be said', () => {
  for (const [language, catalog] of [
    ['en', english],
    ['zh-CN', chinese],
  ] as const) {
    const broken: string[] = []
    const t = createTranslator<Record<string, string>>({
      locale: language,
      messages: Object.fromEntries(sentences(catalog).map(([path, text]) => [path.replaceAll('.', '/'), text])),
      onError: (error) => {
        if (error.code === IntlErrorCode.INVALID_MESSAGE) broken.push(error.message)
      },
    })
    for (const [path] of sentences(catalog)) t(path.replaceAll('.', '/'))
    expect(broken).toEqual([])
  }
})
