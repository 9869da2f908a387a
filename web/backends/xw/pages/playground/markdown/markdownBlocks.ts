import { Lexer, type Token } from 'marked'

/** A text as its top-level blocks. Those that did not change are the same objects as before. */
export interface MarkdownBlocks {
  readonly text: string
  readonly blocks: readonly Token[]
}

/**
 * A line of more than this many characters is shown as it is: finding emphasis in what a model repeats without end
 * takes time by the square of its length.
 */
const longestInline = 8_000

/** Quotes in quotes and lists in lists beyond what anyone reads, which take time by the square of their depth. */
const tooDeep = /^(?:[ \t]*>){40}|^[ \t]{120}[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/m

export const noBlocks: MarkdownBlocks = { text: '', blocks: [] }

/**
 * Reads Markdown. A text that `before` is the beginning of is read from the last block on: all blocks before it are
 * done, and an answer of any length costs only what comes.
 */
export function markdownBlocks(text: string, before: MarkdownBlocks = noBlocks): MarkdownBlocks {
  if (text === before.text) return before
  const kept = text.startsWith(before.text) ? doneBlocks(before.blocks) : []
  const from = kept.reduce((sum, { raw }) => sum + raw.length, 0)
  return { text, blocks: [...kept, ...read(text.slice(from))] }
}

/** All but the last one, and the blank lines behind it: these can still become something else. */
function doneBlocks(blocks: readonly Token[]): readonly Token[] {
  const last = blocks.findLastIndex(({ type }) => type !== 'space')
  // A paragraph may turn out to be another's continuation, a heading's text or a table's head.
  return blocks.slice(0, Math.max(0, last))
}

function read(text: string): readonly Token[] {
  if (tooDeep.test(text)) return asItIs(text)
  const lexer = new Lexer({ gfm: true })
  try {
    const tokens = lexer.blockTokens(text, lexer.tokens)
    for (const { src, tokens: inline } of lexer.inlineQueue) {
      if (src.length > longestInline) inline.push({ type: 'text', raw: src, text: src, escaped: false })
      else lexer.inlineTokens(src, inline)
    }

    const length = tokens.reduce((sum, { raw }) => sum + raw.length, 0)
    // Where the next piece of an answer begins to be read is found by adding up.
    return length === text.length ? tokens : asItIs(text)
  } catch {
    // Quotes or lists nested so deep that no stack holds them.
    return asItIs(text)
  }
}

function asItIs(text: string): readonly Token[] {
  return [{ type: 'text', raw: text, text, escaped: false }]
}
