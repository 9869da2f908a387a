import { describe, expect, test } from 'vitest'
import { cutText, plainLines, plainText, stripAnsi } from './serverText.ts'

describe('text of a server in one line', () => {
  test('loses the codes of a terminal', () => {
    expect(plainText('\u001B[1;31mERROR\u001B[0m done\u001B[2K')).toBe('ERROR done')
    expect(stripAnsi('\u001B]8;;http://x\u0007link\u001B]8;;\u001B\\ \u001B(B\u009B5mx')).toBe('link x')
  })

  test('loses control characters, and its line ends become spaces', () => {
    expect(plainText(' a\u0000b\u0007\r\nc\td\u2028e\u007F ')).toBe('ab c d e')
  })

  test('cannot turn the direction of what stands beside it', () => {
    expect(plainText('model\u202Egpj.exe\u2066x\u200F')).toBe('modelgpj.exex')
  })

  test('keeps its own letters, markup included', () => {
    expect(plainText('<b>模型</b> 👩‍🚀 שלום')).toBe('<b>模型</b> 👩‍🚀 שלום')
  })

  test('shows a broken character as such', () => {
    expect(plainText('a\uD83D')).toBe('a\uFFFD')
  })

  test('in several lines keeps these', () => {
    expect(plainLines('a\r\nb\rc\n\td\u001B[0m')).toBe('a\nb\nc\n\td')
  })
})

describe('cutting', () => {
  test('counts characters, not their parts', () => {
    expect(cutText('🚀🚀🚀', 3)).toBe('🚀🚀🚀')
    expect(cutText('🚀🚀🚀', 2)).toBe('🚀…')
    expect(cutText('abc', 1)).toBe('…')
    expect(cutText('abc', 0)).toBe('')
    expect(cutText('', 5)).toBe('')
  })

  test('ten thousand characters become as many as asked for', () => {
    expect(plainText('\u202Ex'.repeat(10_000), 80)).toBe(`${'x'.repeat(79)}…`)
  })
})
