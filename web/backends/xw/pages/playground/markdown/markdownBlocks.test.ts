import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type MarkdownBlocks, markdownBlocks, noBlocks } from './markdownBlocks.ts'

const pieces = [
  'word ',
  '\n',
  '\n\n',
  '- item\n',
  '  more\n',
  '1. one\n',
  '```\n',
  'code()\n',
  '# title\n',
  '===\n',
  '> quote\n',
  '| a | b |\n|---|---|\n',
  '| 1 | 2 |\n',
  '**bold** ',
  '<b>x</b>\n',
  '    indented\n',
  '---\n',
]

function grown(parts: readonly string[]): MarkdownBlocks {
  let text = ''
  let blocks = noBlocks
  for (const part of parts) {
    text += part
    blocks = markdownBlocks(text, blocks)
  }
  return blocks
}

const shapeOf = ({ blocks }: MarkdownBlocks) => blocks.map(({ type, raw }) => ({ type, raw }))

describe('an answer that grows', () => {
  test('ends as the same blocks as one that came at once', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 25 }), (parts) => {
        expect(shapeOf(grown(parts))).toEqual(shapeOf(markdownBlocks(parts.join(''))))
      }),
      { numRuns: 500 },
    )
  })

  test('keeps the blocks that are done', () => {
    const before = markdownBlocks('# One\n\nTwo\n\nThr')
    const after = markdownBlocks('# One\n\nTwo\n\nThree **and** four', before)
    expect(after.blocks[0]).toBe(before.blocks[0])
    expect(after.blocks[2]).toBe(before.blocks[2])
    expect(after.blocks.at(-1)?.raw).toBe('Three **and** four')
  })

  test('is read anew where it is another text', () => {
    expect(markdownBlocks('other', markdownBlocks('some text')).blocks.map(({ raw }) => raw)).toEqual(['other'])
  })
})

describe('what would hold up the page', () => {
  test('a line without end is shown as it is', () => {
    const text = '_a'.repeat(50_000)
    expect(markdownBlocks(text).blocks).toMatchObject([{ type: 'paragraph', tokens: [{ type: 'text', text }] }])
  })

  test('nesting that no stack holds is shown as it is', () => {
    const text = '>'.repeat(20_000)
    expect(markdownBlocks(text).blocks).toMatchObject([{ type: 'text', text }])
  })
})
